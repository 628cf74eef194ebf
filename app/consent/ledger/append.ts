import { announce } from '../../outgoing/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { GroupCommit } from '../../platform/group-commit.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { isRowsFault, onClient, onTransaction, sqlForShop } from '../../platform/sql.ts'
import { customerIdOf, isVisitor, type SubjectId } from '../../subjects/index.ts'
import { appendNew, appendUnused, EventIdsInUse, lockLedger, type RecordedEvent, withPrevious } from './append-store.ts'
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
      return (await appendUnused(onClient(client), shop, events, now)).recorded
    })
  }
}

/**
 * Appends an event to the shop's ledger. It is committed when the promise resolves. The same id again changes nothing
 * and gives the same answer.
 *
 * @throws Overloaded when more events wait than the database takes.
 */
export const appendEvent = (shop: ShopDomain, event: NewEvent): Promise<RecordedEvent> => commits.add(shop, event)

/**
 * Appends events inside a larger transaction (of a webhook or a member of staff). Appending locks the shop's ledger, so
 * what follows in the transaction should be short. An event without a previous event gets its subject's newest one.
 */
export async function appendWithin(tx: ShopTransaction, events: readonly NewEvent[]): Promise<RecordedEvent[]> {
  const { recorded, fresh } = await appendMany(tx, events)
  for (const event of fresh) await announceChange(tx, event)
  return recorded
}

/** The same for a file of events, which the shop's own systems are not told of one by one. */
export async function appendMany(tx: ShopTransaction, events: readonly NewEvent[]) {
  const run = onTransaction(tx)
  await lockLedger(run, tx.shop)
  return appendUnused(run, tx.shop, await withPrevious(run, tx.shop, events), clock.now())
}

/** The shop's own systems are told of people, not of browsers that nobody signed in with. */
async function announceChange(tx: ShopTransaction, { id, subject, source, choices }: NewEvent): Promise<void> {
  if (isVisitor(subject)) return
  const subjectId = subject as SubjectId
  await announce(tx, {
    type: 'consent.changed',
    subjectId,
    data: async () => ({ record: id, person: subject, customer: await customerIdOf(tx, subjectId), source, choices }),
  })
}
