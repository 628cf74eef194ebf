import { forShop } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { identifiersOf, identify, linkVisitor, type SubjectId, visitorSubject } from '../subjects/index.ts'
import { appendEvent, appendWithin, type NewEvent } from './ledger/index.ts'
import { followUpRefusals } from './marketing/follow-up.ts'
import type { Decision, RecordedDecision } from './model.ts'

/**
 * Records a decision of the storefront in the ledger. When this resolves it is committed; recording it again changes
 * nothing and answers the same. `customerId` is Shopify's, of a visitor who is signed in: the event is the customer's own,
 * from then on the visitor and the customer are one person, and a refusal is followed up at Shopify. Without it the event
 * is only the browser's: `currentChoices` says what it counts for.
 * @throws Overloaded when more is waiting than the database takes.
 */
export async function recordDecision(
  shop: ShopDomain,
  decision: Decision,
  customerId: string | null,
): Promise<RecordedDecision> {
  const visitor = visitorSubject(shop, decision.visitor)
  const event = toEvent(decision, visitor)
  if (!customerId) return appendEvent(shop, event)
  // With whom it is about and what follows in one transaction, where an anonymous one shares its own with many.
  return forShop(shop, async (tx) => {
    const customer = identifiersOf({ id: customerId })
    await linkVisitor(tx, visitor, customer)
    const subject = await identify(tx, customer)
    if (Object.values(decision.choices).includes(false)) await followUpRefusals(tx, [subject])
    const [recorded] = await appendWithin(tx, [{ ...event, subject }])
    if (!recorded) throw new Error('The ledger did not answer for a decision')
    return recorded
  })
}

function toEvent(decision: Decision, subject: SubjectId): NewEvent {
  const { id, surface, choices, banner, language, region, gpc, consentId, previous } = decision
  return {
    id,
    subject,
    source: surface,
    choices,
    banner: { hash: banner, language },
    region,
    gpc,
    shopifyConsentId: consentId ?? null,
    previous: previous ?? null,
  }
}
