import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { canonicalLine, type LedgerEvent } from '../../../app/consent/ledger/event.ts'
import { leafHash, leafHashOfLine } from '../../../app/consent/ledger/leaf.ts'
import { closingLine, erasedLine, headerLine, sealLine } from '../../../app/consent/seals/format.ts'
import type { SealStatement, SignedKey } from '../../../app/consent/seals/model.ts'
import { fingerprintOf, newKeyPair, signStatement } from '../../../app/consent/seals/signature.ts'
import { statementHash } from '../../../app/consent/seals/statement-hash.ts'
import { rootOf } from '../../../app/consent/tree/merkle.ts'
import { type VerifyOptions, verifyLedger } from '../../../app/consent/verification/index.ts'

export const A_SHOP = 'a.myshopify.com'
const AT = '2026-11-24T09:00:00.000Z'

export const aSealedEvent = (position: number, changes: Partial<LedgerEvent> = {}): LedgerEvent => ({
  shop: A_SHOP,
  position,
  id: uuidv7(),
  subject: randomUUID(),
  recordedAt: AT,
  source: 'banner',
  choices: { analytics: true, marketing: false },
  registerVersion: 3,
  banner: { hash: 'abcdef0123456789', language: 'fr' },
  region: 'FRIDF',
  gpc: false,
  shopifyConsentId: null,
  previous: null,
  ...changes,
})

type Pair = ReturnType<typeof newKeyPair>

/** The keys of a shop: each but the first introduced by the one before, for the seals from a number on. */
export function keysFor(firstSeals: readonly number[], shop = A_SHOP): { pairs: Pair[]; signed: SignedKey[] } {
  const pairs = firstSeals.map(newKeyPair)
  const signed = firstSeals.map((firstSeal, number) => {
    const own = pairs[number] as Pair
    const before = pairs[number - 1]
    const statement = {
      type: 'kept-ledger-key' as const,
      shop,
      number,
      publicKey: own.publicKey.toString('base64'),
      firstSeal,
      previous: before ? fingerprintOf(before.publicKey) : null,
      createdAt: AT,
    }
    return signStatement(statement, (before ?? own).privateKey)
  })
  return { pairs, signed }
}

export interface LedgerShape {
  shop?: string
  /** How many events each seal covers. */
  seals: readonly number[]
  /** Events after the last seal. */
  unsealed?: number
  /** The first seal of each key. */
  keys?: readonly number[]
  /** Positions whose person was erased. */
  erased?: ReadonlySet<number>
}

/** An exported ledger as Kept writes it, line by line. */
export function aLedger({ seals, unsealed = 0, keys = [0], erased = new Set(), shop = A_SHOP }: LedgerShape): string[] {
  const { pairs, signed } = keysFor(keys, shop)
  const lines = [headerLine(shop, signed)]
  let position = 0
  let previous: string | null = null
  const stretch = (size: number) => {
    const events = Array.from({ length: size }, (_, n) => aSealedEvent(position + n, { shop }))
    for (const event of events) {
      const gone = erased.has(event.position)
      lines.push(
        gone
          ? erasedLine({ leaf: leafHash(event).toString('hex'), position: event.position })
          : `${canonicalLine(event)}\n`,
      )
    }
    const leaves = Buffer.concat(events.map((event) => leafHashOfLine(canonicalLine(event))))
    const range = { shop, from: position, to: position + size, root: rootOf(leaves).toString('hex'), previous }
    position += size
    return { leaves, range }
  }
  for (const [number, size] of seals.entries()) {
    const { leaves, range } = stretch(size)
    const index = keys.findLastIndex((firstSeal) => firstSeal <= number)
    const pair = pairs[index] as Pair
    const key = fingerprintOf(pair.publicKey)
    const statement: SealStatement = { type: 'kept-ledger-seal', number, key, sealedAt: AT, ...range }
    previous = statementHash(statement)
    lines.push(sealLine(signStatement(statement, pair.privateKey), leaves))
  }
  const { leaves, range } = stretch(unsealed)
  const pair = pairs.at(-1) as Pair
  const key = fingerprintOf(pair.publicKey)
  const closing = { type: 'kept-ledger-export' as const, key, exportedAt: AT, last: true, ...range }
  lines.push(closingLine(signStatement(closing, pair.privateKey), leaves))
  return lines
}

export const bytesOf = (lines: readonly string[]) => Buffer.from(lines.join(''))

/** Verifies lines, or bytes, given in pieces as a file gives them. */
export function verified(file: readonly string[] | Buffer, options: Partial<VerifyOptions> & { piece?: number } = {}) {
  const bytes = Buffer.isBuffer(file) ? file : bytesOf(file)
  const { piece = 1_000, pinned = null, threads = 0 } = options
  async function* open() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  return verifyLedger(open, { pinned, threads })
}

export const isEntry = (line: string) => line.startsWith('{"banner":') || line.startsWith('{"erased":')
