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

interface Start {
  signer: Signer
  /** How many seals there are. */
  seals: number
  length: number
  /** Hash of the last seal. */
  previous: string | null
}

/**
 * Exports the shop's whole ledger as JSON lines for `npm run verify`. Each string is a portion of whole lines and is
 * read in its own transaction: decisions and erasures that come during the export are not in it.
 */
export async function* exportLedger(shop: ShopDomain): AsyncGenerator<string, void, undefined> {
  const start = await forShop(shop, begin)
  const keys = start.signer.keys
  yield headerLine(
    shop,
    keys.map(({ signed }) => signed),
  )
  let at: Reached = { seal: 0, position: 0 }
  while (at.seal < start.seals) {
    const { lines, reached } = await forShop(shop, (tx) => sealedPortion(tx, start, at))
    yield lines
    at = reached
  }
  yield* unsealed(shop, start, at.position)
}

async function begin(tx: ShopTransaction): Promise<Start> {
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

/** The next seal and the next position to write. */
interface Reached {
  seal: number
  position: number
}

/** The next seals, each after the entries that it covers. A deleted seal is not replaced. */
async function sealedPortion(tx: ShopTransaction, start: Start, at: Reached) {
  const seals = await readSeals(tx, { first: at.seal, end: start.seals, positions: EVENTS_A_SEAL })
  const last = seals.at(-1)
  const reached = { seal: last ? last.number + 1 : start.seals, position: last?.to ?? at.position }
  const entries = await readEntries(tx, at.position, reached.position)
  let next = 0
  const lines = seals.map((seal) => {
    const covered = entries.slice(next).findIndex(({ position }) => position >= seal.to)
    const end = covered < 0 ? entries.length : next + covered
    const text = linesOf(entries.slice(next, end))
    next = end
    const statement = sealStatementOf(tx.shop, seal, start.signer.keys)
    return text + sealLine({ statement, signature: seal.signature }, seal.leaves)
  })
  return { lines: lines.join(''), reached }
}

async function* unsealed(shop: ShopDomain, { signer, length, previous }: Start, reached: number) {
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
    yield linesOf(entries) + closingLine(signStatement(statement, signer.privateKey), leaves)
    if (statement.last) return
  }
}

const linesOf = (entries: readonly LedgerEntry[]) => entries.map(entryLine).join('')
