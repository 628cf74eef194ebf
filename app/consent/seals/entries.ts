import type { ShopTransaction } from '../../platform/db.ts'
import { type LedgerEntry, leafHash, readEvents, UnreadableEvent } from '../ledger/index.ts'

/** A position of the ledger holds no event, or more than one: somebody changed the tables. */
export class LedgerBroken extends Error {
  override name = 'LedgerBroken'
  readonly position: number

  constructor(position: number) {
    super(`The consent ledger does not have exactly one entry at position ${position}`)
    this.position = position
  }
}

/** A position of the ledger holds what no event can be: somebody changed the tables. */
export class LedgerUnreadable extends LedgerBroken {
  override name = 'LedgerUnreadable'

  constructor({ position, cause }: UnreadableEvent) {
    super(position)
    this.message = `The entry at position ${position} of the consent ledger cannot be read`
    this.cause = cause
  }
}

/** The seals that the whole ledger's tree covers are missing: somebody deleted the newest ones. */
export class LedgerRolledBack extends LedgerBroken {
  override name = 'LedgerRolledBack'

  constructor(position: number) {
    super(position)
    this.message = `The consent ledger had seals from position ${position} on, and they are gone`
  }
}

export const leafOf = (entry: LedgerEntry): Buffer => (entry.kind === 'event' ? leafHash(entry.event) : entry.leafHash)

/** The most entries that are parsed and hashed at once, so that other requests of this process do not wait long. */
const POSITIONS_A_STEP = 1_000

/**
 * The entries of some positions as the tables have them, in order.
 *
 * @throws LedgerUnreadable
 */
export async function readEntries(tx: ShopTransaction, from: number, to: number): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = []
  for (let start = from; start < to; start += POSITIONS_A_STEP) {
    entries.push(...withoutDoubles(await readStep(tx, start, Math.min(to, start + POSITIONS_A_STEP))))
  }
  return entries
}

async function readStep(tx: ShopTransaction, from: number, to: number): Promise<LedgerEntry[]> {
  try {
    return await readEvents(tx, from, to)
  } catch (error) {
    throw error instanceof UnreadableEvent ? new LedgerUnreadable(error) : error
  }
}

/** A person who is erased between the two queries is found both as an event and as a hash: that is one entry. */
const withoutDoubles = (entries: LedgerEntry[]) =>
  entries.filter((entry, index) => {
    const next = entries[index + 1]
    return !(next && entry.position === next.position && entry.kind !== next.kind && leafOf(entry).equals(leafOf(next)))
  })

/** @throws LedgerBroken unless there is exactly one entry at each position. */
export async function readLeaves(tx: ShopTransaction, from: number, to: number): Promise<Buffer> {
  const leaves: Buffer[] = []
  for (let start = from; start < to; start += POSITIONS_A_STEP) {
    const end = Math.min(to, start + POSITIONS_A_STEP)
    const entries = await readEntries(tx, start, end)
    for (let position = start; position < Math.max(end, start + entries.length); position += 1) {
      const found = entries[position - start]?.position
      if (found !== position) throw new LedgerBroken(Math.min(position, found ?? position))
    }
    leaves.push(...entries.map(leafOf))
  }
  return Buffer.concat(leaves)
}
