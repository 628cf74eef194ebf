import type { ShopTransaction } from '../../platform/db.ts'
import { type LedgerEntry, leafHash, readEvents } from '../ledger/index.ts'

/** A position of the ledger that holds no event, or more than one: somebody has been at the tables. */
export class LedgerBroken extends Error {
  override name = 'LedgerBroken'
  constructor(position: number) {
    super(`The consent ledger does not have exactly one entry at position ${position}`)
  }
}

export const leafOf = (entry: LedgerEntry): Buffer => (entry.kind === 'event' ? leafHash(entry.event) : entry.leafHash)

/**
 * The entries of some positions as the tables have them. Somebody who is erased between the two queries that read them
 * is found both as an event and as its hash; that is one entry.
 */
export async function readEntries(tx: ShopTransaction, from: number, to: number): Promise<LedgerEntry[]> {
  const entries = await readEvents(tx, from, to)
  return entries.filter((entry, index) => {
    const next = entries[index + 1]
    return !(next && entry.position === next.position && entry.kind !== next.kind && leafOf(entry).equals(leafOf(next)))
  })
}

/** @throws LedgerBroken unless there is exactly one entry at each position. */
export async function readLeaves(tx: ShopTransaction, from: number, to: number): Promise<Buffer> {
  const entries = await readEntries(tx, from, to)
  for (let position = from; position < Math.max(to, from + entries.length); position += 1) {
    if (entries[position - from]?.position !== position) throw new LedgerBroken(position)
  }
  return Buffer.concat(entries.map(leafOf))
}
