/** Earlier evidence about a ledger. A newer export must still hold all of it. */
import { type Checkpoint, readCheckpointText } from '../../checkpoints/checkpoint.ts'
import { type Note, readNote } from '../../checkpoints/note.ts'
import { canonicalLine } from '../../ledger/event.ts'
import type { SealStatement } from '../../seals/model.ts'
import { statementHash } from '../../seals/statement-hash.ts'
import { type Edge, grow, NO_LEAVES, rootOfEdge } from '../../tree/edge.ts'
import { leafHashOf } from '../digest.ts'
import { followLedger, type OpenFile, type VerifyOptions } from '../ledger.ts'
import type { LedgerProblem } from '../problem.ts'
import { type ReceiptProblem, verifyReceipt } from '../receipt.ts'

interface KnownSeal {
  number: number
  /** The hash of its statement, which includes the hash of the seal before, and so on. */
  hash: string
}

export interface KnownExport {
  kind: 'export'
  open: OpenFile
  shop: string
  /** Fingerprints of the keys, the first one first. */
  keys: string[]
  exportedAt: string
  lastSeal: KnownSeal | null
  /** The number of positions, and the root of the tree over them. */
  size: number
  root: Buffer
}

export interface KnownReceipt {
  kind: 'receipt'
  shop: string
  keys: string[]
  seal: KnownSeal & { to: number }
  event: { position: number; leaf: Buffer }
}

/** `note` is null when only the size and root were given, so that nothing is signed. */
export type KnownCheckpoint = { kind: 'checkpoint'; note: Note | null } & Omit<Checkpoint, 'origin'> & {
    origin: string | null
  }

/** The root of a seal, or of a checkpoint of unknown size. */
export interface KnownRoot {
  kind: 'root'
  root: Buffer
  seal: number | null
}

export type KnownEvidence = KnownExport | KnownReceipt | KnownCheckpoint | KnownRoot

/** Collects, while a ledger is verified, what can be compared later. */
class Summary {
  edge: Edge = NO_LEAVES
  lastSeal: SealStatement | null = null
  exportedAt = ''
}

export async function knownExport(
  open: OpenFile,
  options: VerifyOptions,
): Promise<{ ok: true; known: KnownExport } | { ok: false; problem: LedgerProblem }> {
  const summary = new Summary()
  const followed = await followLedger(open, options, (found) => {
    summary.edge = grow(summary.edge, found.leaves)
    if (found.kind === 'seal') summary.lastSeal = found.statement
  })
  if (!followed.ok) return followed
  const { contents, keys } = followed
  const { edge, lastSeal } = summary
  const known: KnownExport = {
    kind: 'export',
    open,
    shop: contents.shop,
    keys: keys.map(({ fingerprint }) => fingerprint),
    exportedAt: contents.exportedAt,
    lastSeal: lastSeal && { number: lastSeal.number, hash: statementHash(lastSeal) },
    size: edge.size,
    root: rootOfEdge(edge),
  }
  return { ok: true, known }
}

export function knownReceipt(
  given: unknown,
  pinned: string | null,
): { ok: true; known: KnownReceipt } | { ok: false; problem: ReceiptProblem } {
  const verdict = verifyReceipt(given, pinned)
  if (!verdict.ok) return verdict
  const { proof, shop } = verdict.receipt
  if (proof.state !== 'sealed') return { ok: false, problem: { kind: 'receipt', why: 'not_sealed_yet' } }
  const { seal, event } = proof
  const known: KnownReceipt = {
    kind: 'receipt',
    shop,
    keys: verdict.keys,
    seal: { number: seal.number, hash: statementHash(seal), to: seal.to },
    event: { position: event.position, leaf: leafHashOf(Buffer.from(canonicalLine(event))) },
  }
  return { ok: true, known }
}

/** Parses a checkpoint. Mail and downloads may have changed its line ends. Null when it is not one. */
export function knownCheckpoint(text: string): KnownCheckpoint | null {
  const note = readNote(`${text.replaceAll('\r\n', '\n').trimEnd()}\n`)
  const checkpoint = note && readCheckpointText(note.text)
  return checkpoint && { kind: 'checkpoint', note, ...checkpoint }
}

const ROOT = /^(?:(\d{1,10}):)?([0-9a-f]{64})$/i
const SIZE_AND_ROOT = /^(\d{1,16})[\s:]+([A-Za-z0-9+/]{43}=)$/
const BARE_ROOT = /^[A-Za-z0-9+/]{43}=$/

/**
 * Parses evidence that is given as text: a whole checkpoint, its size and root (`1234:base64`), the root of a seal in
 * hex (also with its number: `12:hex`), or a root alone. Null when it is none of these.
 */
export function knownText(text: string): KnownCheckpoint | KnownRoot | null {
  const given = text.trim()
  const [, seal, hex] = ROOT.exec(given) ?? []
  if (hex) return { kind: 'root', root: Buffer.from(hex, 'hex'), seal: seal === undefined ? null : Number(seal) }
  const [, size, root] = SIZE_AND_ROOT.exec(given) ?? []
  if (size && root) {
    return { kind: 'checkpoint', note: null, origin: null, size: Number(size), root: Buffer.from(root, 'base64') }
  }
  if (BARE_ROOT.test(given)) return { kind: 'root', root: Buffer.from(given, 'base64'), seal: null }
  return knownCheckpoint(text)
}
