import { shopOfOrigin } from '../../checkpoints/checkpoint.ts'
import { checkNote, rawKey } from '../../checkpoints/note.ts'
import type { LedgerContents } from '../check.ts'
import type { FollowedKey } from '../keys.ts'
import { followLedger, type OpenFile, type VerifyOptions } from '../ledger.ts'
import type { LedgerProblem } from '../problem.ts'
import { sameHash } from '../segment.ts'
import type { Contradiction } from './contradiction.ts'
import { firstDifference } from './difference.ts'
import type { KnownCheckpoint, KnownEvidence, KnownExport, KnownReceipt, KnownRoot } from './known.ts'
import { EvidenceWatch } from './watch.ts'

export type VerdictAgainst =
  | ({ ok: true } & LedgerContents)
  | { ok: false; problem: LedgerProblem; contradiction: null }
  | { ok: false; problem: null; contradiction: Contradiction; exportedAt: string }

interface Ledger {
  open: OpenFile
  contents: LedgerContents
  keys: readonly FollowedKey[]
  /** The number of positions in the ledger. */
  length: number
  watch: EvidenceWatch
}

/**
 * Verifies an exported ledger by itself, then against earlier evidence: nothing may be removed (rollback) or exchanged
 * (fork).
 */
export async function verifyAgainst(
  open: OpenFile,
  known: KnownEvidence,
  options: VerifyOptions,
): Promise<VerdictAgainst> {
  const watch = new EvidenceWatch(known)
  const followed = await followLedger(open, options, (found) => watch.statement(found))
  if (!followed.ok) return { ...followed, contradiction: null }
  const { contents, keys } = followed
  const ledger = { open, contents, keys, length: contents.sealedUntil + contents.unsealed, watch }
  const contradiction = await contradictionOf(ledger, known)
  return contradiction
    ? { ok: false, problem: null, contradiction, exportedAt: contents.exportedAt }
    : { ok: true, ...contents }
}

async function contradictionOf(ledger: Ledger, known: KnownEvidence): Promise<Contradiction | null> {
  switch (known.kind) {
    case 'export':
      return ofShop(ledger, known) ?? (await ofExport(ledger, known)) ?? ofKeys(ledger, known)
    case 'receipt':
      return ofShop(ledger, known) ?? ofReceipt(ledger, known) ?? ofKeys(ledger, known)
    case 'checkpoint':
      return ofCheckpoint(ledger, known, ledger.watch.rootAtSize)
    case 'root':
      return ofRoot(ledger, known)
  }
}

function ofShop({ contents, keys }: Ledger, known: KnownExport | KnownReceipt): Contradiction | null {
  if (known.shop !== contents.shop) return { kind: 'other_shop', shop: known.shop }
  return known.keys[0] === keys[0]?.fingerprint ? null : { kind: 'fork', of: 'key', number: 0 }
}

/** Whether every known key is still there. */
function ofKeys({ keys }: Ledger, known: KnownExport | KnownReceipt): Contradiction | null {
  const number = known.keys.findIndex((fingerprint, index) => fingerprint !== keys[index]?.fingerprint)
  if (number < 0) return null
  return number < keys.length ? { kind: 'fork', of: 'key', number } : { kind: 'rollback', of: 'key', number }
}

/**
 * One root covers all positions, and one seal covers all seals before it. The exact place is searched only when they
 * differ.
 */
async function ofExport({ open, watch }: Ledger, known: KnownExport): Promise<Contradiction | null> {
  const sameEvents = sameHash(watch.rootAtSize, known.root)
  const sameSeals = known.lastSeal === null || known.lastSeal.hash === watch.sealHash
  if (sameEvents && sameSeals) return null
  return firstDifference(known.shop, { older: known.open, newer: open, length: known.size })
}

function ofReceipt({ watch, length, contents }: Ledger, { seal, event }: KnownReceipt): Contradiction | null {
  if (watch.sealHash === seal.hash) return null
  const { position, leaf } = event
  if (watch.leaf !== null && !sameHash(watch.leaf, leaf)) {
    return { kind: 'fork', of: 'position', position, seal: seal.number }
  }
  if (length < seal.to) return { kind: 'rollback', of: 'positions', first: length, until: seal.to }
  const kind = seal.number < contents.seals ? 'fork' : 'rollback'
  return { kind, of: 'seal', number: seal.number }
}

/** @param rootAtSize of the ledger, at the checkpoint's size; null when the ledger is smaller */
export function ofCheckpoint(
  { contents, keys, length }: Pick<Ledger, 'contents' | 'keys' | 'length'>,
  known: KnownCheckpoint,
  rootAtSize: Buffer | null,
): Contradiction | null {
  const { origin, note, size, root } = known
  if (origin !== null && note !== null) {
    const shop = shopOfOrigin(origin)
    if (shop !== contents.shop) return { kind: 'other_shop', shop: shop ?? origin }
    const names = keys.map(({ publicKey }) => ({
      name: origin,
      publicKey: rawKey(publicKey.export({ type: 'spki', format: 'der' })),
    }))
    const signed = checkNote(note, names)
    if (signed === 'spoilt') return { kind: 'checkpoint_changed' }
    if (signed === 'unknown') return { kind: 'fork', of: 'signer' }
  }
  if (size > length) return { kind: 'rollback', of: 'positions', first: length, until: size }
  if (!sameHash(rootAtSize, root)) return { kind: 'fork', of: 'root', size }
  // A checkpoint covers only sealed events.
  return size > contents.sealedUntil ? { kind: 'rollback', of: 'seal', number: contents.seals } : null
}

function ofRoot({ contents, watch }: Ledger, { root, seal }: KnownRoot): Contradiction | null {
  if (seal === null) return watch.rootSeen ? null : { kind: 'unknown_root' }
  if (seal >= contents.seals) return { kind: 'rollback', of: 'seal', number: seal }
  return watch.sealRoot === root.toString('hex') ? null : { kind: 'fork', of: 'seal', number: seal }
}
