import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { GroupCommit } from '../../platform/group-commit.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { isRowsFault, sqlForShop } from '../../platform/sql.ts'
import {
  appendNew,
  appendUnused,
  EventIdsInUse,
  lockLedger,
  onClient,
  onTransaction,
  type RecordedEvent,
  withPrevious,
} from './append-store.ts'
import type { NewEvent } from './model.ts'

const commits = new GroupCommit<NewEvent, RecordedEvent>({
  maxBatch: 500,
  maxWaiting: 10_000,
  maxTransactions: 4,
  isItemsFault: isRowsFault,
  flush: (shop, events) => flush(shop as ShopDomain, events),
})

async function flush(shop: ShopDomain, events: readonly NewEvent[]): Promise<RecordedEvent[]> {
  const now = clock.now()
  try {
    return await sqlForShop(shop, (client) => appendNew(onClient(client), shop, events, now))
  } catch (error) {
    if (!(error instanceof EventIdsInUse)) throw error
    return sqlForShop(shop, async (client) => {
      await lockLedger(onClient(client), shop)
      return appendUnused(onClient(client), shop, events, now)
    })
  }
}

/**
 * Appends an event to the shop's ledger. When this resolves it is committed; the same id again changes nothing and
 * answers the same.
 * @throws Overloaded when more is waiting than the database takes.
 */
export const appendEvent = (shop: ShopDomain, event: NewEvent): Promise<RecordedEvent> => commits.add(shop, event)

/**
 * The same inside a transaction that does more (a webhook, a member of staff), and committed with it. Appending takes
 * the shop's turn: what follows in the transaction should be short. What named no previous event gets its subject's.
 */
export async function appendWithin(tx: ShopTransaction, events: readonly NewEvent[]): Promise<RecordedEvent[]> {
  const run = onTransaction(tx)
  await lockLedger(run, tx.shop)
  return appendUnused(run, tx.shop, await withPrevious(run, tx.shop, events), clock.now())
}
