import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { GroupCommit } from '../platform/group-commit.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { isRowsFault, sqlForShop } from '../platform/sql.ts'
import { identifiersOf, linkVisitor, type SubjectId } from '../subjects/index.ts'
import type { Decision, RecordedDecision } from './model.ts'
import { appendDecisions } from './store.ts'

const commits = new GroupCommit<Decision, RecordedDecision>({
  maxBatch: 500,
  maxWaiting: 10_000,
  maxTransactions: 4,
  isItemsFault: isRowsFault,
  flush: (shop, decisions) =>
    sqlForShop(shop as ShopDomain, (client) => appendDecisions(client, shop as ShopDomain, decisions, clock.now())),
})

/**
 * Records a decision in the ledger. When this resolves it is committed; recording it again changes nothing and answers
 * the same. `customerId` is Shopify's, of a visitor who is signed in.
 * @throws Overloaded when more is waiting than the database takes.
 */
export async function recordDecision(
  shop: ShopDomain,
  decision: Decision,
  customerId: string | null,
): Promise<RecordedDecision> {
  const recorded = await commits.add(shop, decision)
  if (customerId) {
    await forShop(shop, (tx) => linkVisitor(tx, decision.visitor as SubjectId, identifiersOf({ id: customerId })))
  }
  return recorded
}
