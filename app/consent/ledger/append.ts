import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { GroupCommit } from '../../platform/group-commit.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { isRowsFault, sqlForShop } from '../../platform/sql.ts'
import { appendEvents, onClient, onTransaction, type Recorded } from './append-store.ts'
import type { NewEvent } from './model.ts'

const commits = new GroupCommit<NewEvent, Recorded>({
  maxBatch: 500,
  maxWaiting: 10_000,
  maxTransactions: 4,
  isItemsFault: isRowsFault,
  flush: (shop, events) =>
    sqlForShop(shop as ShopDomain, (client) => appendEvents(onClient(client), shop as ShopDomain, events, clock.now())),
})

/**
 * Appends an event to the shop's ledger. When this resolves it is committed; the same id again changes nothing and
 * answers the same.
 * @throws Overloaded when more is waiting than the database takes.
 */
export const appendEvent = (shop: ShopDomain, event: NewEvent): Promise<Recorded> => commits.add(shop, event)

/**
 * The same inside a transaction that does more (a webhook, a member of staff), and committed with it. Appending takes
 * the shop's turn: what follows in the transaction should be short.
 */
export const appendWithin = (tx: ShopTransaction, events: readonly NewEvent[]): Promise<Recorded[]> =>
  appendEvents(onTransaction(tx), tx.shop, events, clock.now())
