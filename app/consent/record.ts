import { forShop } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { identifiersOf, linkVisitor, type SubjectId } from '../subjects/index.ts'
import { appendEvent, appendWithin, type NewEvent } from './ledger/index.ts'
import { followUpRefusals } from './marketing/follow-up.ts'
import type { Decision, RecordedDecision } from './model.ts'

/**
 * Records a decision of the storefront in the ledger. When this resolves it is committed; recording it again changes
 * nothing and answers the same. `customerId` is Shopify's, of a visitor who is signed in: from then on the visitor and
 * the customer are one person, the newest choice counts for both, and a refusal is followed up at Shopify.
 * @throws Overloaded when more is waiting than the database takes.
 */
export async function recordDecision(
  shop: ShopDomain,
  decision: Decision,
  customerId: string | null,
): Promise<RecordedDecision> {
  const event = toEvent(decision)
  if (!customerId) return appendEvent(shop, event)
  // With whom it is about and what follows in one transaction, where an anonymous one shares its own with many.
  return forShop(shop, async (tx) => {
    const subject = await linkVisitor(tx, decision.visitor as SubjectId, identifiersOf({ id: customerId }))
    if (Object.values(decision.choices).includes(false)) await followUpRefusals(tx, [subject])
    const [recorded] = await appendWithin(tx, [{ ...event, subject }])
    if (!recorded) throw new Error('The ledger did not answer for a decision')
    return recorded
  })
}

const toEvent = ({ id, visitor, surface, choices, banner, language, region, gpc, ...more }: Decision): NewEvent => ({
  id,
  subject: visitor,
  source: surface,
  choices,
  banner: { hash: banner, language },
  region,
  gpc,
  shopifyConsentId: more.consentId ?? null,
  previous: more.previous ?? null,
})
