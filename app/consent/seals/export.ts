import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { type LedgerEntry, ledgerLength } from '../ledger/index.ts'
import { rootOf } from '../tree/merkle.ts'
import { leafOf, readEntries } from './entries.ts'
import { closingLine, entryLine, headerLine, sealLine } from './format.ts'
import { type ClosingStatement, EVENTS_A_SEAL } from './model.ts'
import { type Signer, signerOf } from './rotate.ts'
import { lastSeal, readSeals, waitForSealingTurn } from './seal-store.ts'
import { signStatement } from './signature.ts'
import { statementHash } from './statement-hash.ts'
import { sealStatementOf } from './statements.ts'

/** How far the ledger reaches. Events and seals that come later are not part of an export. */
export interface LedgerExtent {
  signer: Signer
  /** How many seals there are. */
  seals: number
  length: number
  /** Hash of the last seal. */
  previous: string | null
}

/** Some whole lines of an export. */
export interface LedgerPortion {
  lines: string
  /** Every position before this one is written. */
  position: number
}

/**
 * Exports the shop's whole ledger as JSON lines for `npm run verify`. Each string is a portion of whole lines and is
 * read in its own transaction: decisions and erasures that come during the export are not in it.
 */
export async function* exportLedger(shop: ShopDomain): AsyncGenerator<string, void, undefined> {
  for await (const { lines } of exportPortions(shop, await forShop(shop, ledgerExtent))) yield lines
}

/** How far the ledger reaches now. @throws SigningKeyGone */
export async function ledgerExtent(tx: ShopTransaction): Promise<LedgerExtent> {
  await waitForSealingTurn(tx)
  const signer = await signerOf(tx)
  const last = await lastSeal(tx)
  return {
    signer,
    seals: last ? last.number + 1 : 0,
    length: await ledgerLength(tx),
    previous: last && statementHash(sealStatementOf(tx.shop, last, signer.keys)),
  }
}

/** The export of a ledger as far as it reached: the same lines however often it is read, but for people erased since. */
export async function* exportPortions(
  shop: ShopDomain,
  extent: LedgerExtent,
): AsyncGenerator<LedgerPortion, void, undefined> {
  const { keys } = extent.signer
  yield {
    lines: headerLine(
      shop,
      keys.map(({ signed }) => signed),
    ),
    position: 0,
  }
  let at: Reached = { seal: 0, position: 0 }
  while (at.seal < extent.seals) {
    const { lines, reached } = await forShop(shop, (tx) => sealedPortion(tx, extent, at))
    yield { lines, position: reached.position }
    at = reached
  }
  yield* unsealed(shop, extent, at.position)
}

/** The next seal and the next position to write. */
interface Reached {
  seal: number
  position: number
}

/**
 * Some seals cover this many positions at most. More only seem to be covered where somebody changed or deleted seals:
 * the rest is left out, and the file does not verify.
 */
const MOST_POSITIONS = 10 * EVENTS_A_SEAL

/** The next seals, each after the entries that it covers. A deleted seal is not replaced. */
async function sealedPortion(tx: ShopTransaction, { seals: end, signer }: LedgerExtent, at: Reached) {
  const seals = await readSeals(tx, { first: at.seal, end, positions: EVENTS_A_SEAL })
  const last = seals.at(-1)
  const position = Math.min(last?.to ?? at.position, at.position + MOST_POSITIONS)
  const reached = { seal: last ? last.number + 1 : end, position: Math.max(position, at.position) }
  const entries = await readEntries(tx, at.position, reached.position)
  let next = 0
  const lines = seals.map((seal) => {
    const covered = entries.slice(next).findIndex(({ position }) => position >= seal.to)
    const end = covered < 0 ? entries.length : next + covered
    const text = linesOf(entries.slice(next, end))
    next = end
    const statement = sealStatementOf(tx.shop, seal, signer.keys)
    return text + sealLine({ statement, signature: seal.signature }, seal.leaves)
  })
  return { lines: lines.join(''), reached }
}

async function* unsealed(
  shop: ShopDomain,
  { signer, length, previous }: LedgerExtent,
  reached: number,
): AsyncGenerator<LedgerPortion, void, undefined> {
  let chained = previous
  for (let from = reached; ; from += EVENTS_A_SEAL) {
    const to = Math.max(from, Math.min(length, from + EVENTS_A_SEAL))
    const entries = await forShop(shop, (tx) => readEntries(tx, from, to))
    const leaves = Buffer.concat(entries.map(leafOf))
    const statement: ClosingStatement = {
      type: 'kept-ledger-export',
      shop,
      from,
      to,
      root: rootOf(leaves).toString('hex'),
      previous: chained,
      key: signer.current.fingerprint,
      exportedAt: clock.now().toISOString(),
      last: to >= length,
    }
    chained = statementHash(statement)
    yield { lines: linesOf(entries) + closingLine(signStatement(statement, signer.privateKey), leaves), position: to }
    if (statement.last) return
  }
}

const linesOf = (entries: readonly LedgerEntry[]) => entries.map(entryLine).join('')
