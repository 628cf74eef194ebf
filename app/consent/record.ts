import { forShop } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { identifiersOf, linkVisitor, type SubjectId } from '../subjects/index.ts'
import { appendEvent } from './ledger/index.ts'
import type { Decision, RecordedDecision } from './model.ts'

/**
 * Records a decision of the storefront in the ledger. When this resolves it is committed; recording it again changes
 * nothing and answers the same. `customerId` is Shopify's, of a visitor who is signed in: from then on the visitor and
 * the customer are one person, and the newest choice counts for both.
 * @throws Overloaded when more is waiting than the database takes.
 */
export async function recordDecision(
  shop: ShopDomain,
  decision: Decision,
  customerId: string | null,
): Promise<RecordedDecision> {
  const { id, visitor, surface, choices, banner, language, region, gpc, consentId, previous } = decision
  const recorded = await appendEvent(shop, {
    id,
    subject: visitor,
    source: surface,
    choices,
    banner: { hash: banner, language },
    region,
    gpc,
    shopifyConsentId: consentId ?? null,
    previous: previous ?? null,
  })
  if (customerId) {
    await forShop(shop, (tx) => linkVisitor(tx, visitor as SubjectId, identifiersOf({ id: customerId })))
  }
  return recorded
}
