import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { type LedgerEntry, ledgerLength } from '../ledger/index.ts'
import { leafOf, readEntries } from './entries.ts'
import { closingLine, entryLine, headerLine, sealLine } from './format.ts'
import { rootOf } from './merkle.ts'
import { type ClosingStatement, EVENTS_A_SEAL, statementHash } from './model.ts'
import { type Signer, signerOf } from './rotate.ts'
import { lastSeal, readSeals, waitForTurn } from './seal-store.ts'
import { signStatement } from './signature.ts'
import { sealStatementOf } from './statements.ts'

interface Start {
  signer: Signer
  /** How many seals there are. */
  seals: number
  sealedUntil: number
  length: number
  /** Hash of the last seal. */
  previous: string | null
}

/**
 * The shop's whole ledger as it is now, as JSON lines that `npm run verify` takes. Each string is a portion of whole
 * lines, read in a transaction of its own: what is decided meanwhile is not in it, who is erased meanwhile is not either.
 */
export async function* exportLedger(shop: ShopDomain): AsyncGenerator<string, void, undefined> {
  const start = await forShop(shop, begin)
  const keys = start.signer.keys
  yield headerLine(
    shop,
    keys.map(({ signed }) => signed),
  )
  for (let first = 0; first < start.seals; ) {
    const portion = await forShop(shop, (tx) => sealedPortion(tx, { start, first }))
    if (portion.next === first) break
    yield portion.lines
    first = portion.next
  }
  yield* unsealed(shop, start)
}

async function begin(tx: ShopTransaction): Promise<Start> {
  await waitForTurn(tx)
  const signer = await signerOf(tx)
  const last = await lastSeal(tx)
  return {
    signer,
    seals: last ? last.number + 1 : 0,
    sealedUntil: last?.to ?? 0,
    length: await ledgerLength(tx),
    previous: last && statementHash(sealStatementOf(tx.shop, last, signer.keys)),
  }
}

/** The next seals, each after what it covers. A seal that is not there (somebody took it away) is not made up for. */
async function sealedPortion(tx: ShopTransaction, { start, first }: { start: Start; first: number }) {
  const seals = await readSeals(tx, { first, end: start.seals, positions: EVENTS_A_SEAL })
  const from = seals[0]?.from ?? 0
  const entries = await readEntries(tx, from, seals.at(-1)?.to ?? 0)
  let at = 0
  const lines = seals.map((seal) => {
    const covered: string[] = []
    for (let entry = entries[at]; entry && entry.position < seal.to; entry = entries[at]) {
      covered.push(entryLine(entry))
      at += 1
    }
    const statement = sealStatementOf(tx.shop, seal, start.signer.keys)
    return covered.join('') + sealLine({ statement, signature: seal.signature }, seal.leaves)
  })
  return { lines: lines.join(''), next: (seals.at(-1)?.number ?? first - 1) + 1 }
}

async function* unsealed(shop: ShopDomain, { signer, sealedUntil, length, previous }: Start) {
  let chained = previous
  for (let from = sealedUntil; ; from += EVENTS_A_SEAL) {
    const to = Math.min(length, from + EVENTS_A_SEAL)
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
