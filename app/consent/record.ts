import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { requireInstalled } from '../shopify/installation.ts'
import {
  erasureOfSubject,
  identifiersOf,
  identify,
  isErasedSince,
  linkVisitor,
  lockPerson,
  type SubjectId,
  visitorSubject,
} from '../subjects/index.ts'
import { appendEvent, appendWithin, type NewEvent } from './ledger/index.ts'
import { timeIn } from './ledger/model.ts'
import { followUpRefusals } from './marketing/follow-up.ts'
import type { Decision, RecordedDecision } from './model.ts'

/**
 * Records a decision of the storefront in the ledger. It is committed when the promise resolves; recording it again
 * changes nothing and gives the same answer.
 * With `customerId` (Shopify's, of a signed-in visitor) the event is the customer's: the visitor and the customer are
 * one person from then on, and a refusal is followed up at Shopify. Without it the event is only the browser's:
 * `currentChoices` says what it counts for.
 * Returns null for a decision from before the person's erasure, which is not recorded.
 *
 * @throws Overloaded when more events wait than the database takes, NotInstalled when the shop has not installed Kept.
 */
export async function recordDecision(
  shop: ShopDomain,
  decision: Decision,
  customerId: string | null,
): Promise<RecordedDecision | null> {
  const visitor = visitorSubject(shop, decision.visitor)
  const event = eventOfDecision(decision, visitor)
  if (!customerId) return (await isOfErasedBrowser(shop, event, visitor)) ? null : appendEvent(shop, event)
  // One transaction records the event, the identity and the follow-up. An anonymous decision shares its transaction
  // with many others.
  return forShop(shop, async (tx) => {
    await requireInstalled(tx)
    const customer = identifiersOf({ id: customerId })
    await lockPerson(tx, customer)
    if (await isErasedSince(tx, customer, { at: null, triggeredAt: madeAt(event) })) return null
    await linkVisitor(tx, visitor, customer)
    const subject = await identify(tx, customer)
    await followUpRefusals(tx, [subject])
    const [recorded] = await appendWithin(tx, [{ ...event, subject }])
    if (!recorded) throw new Error('The ledger did not answer for a decision')
    return recorded
  })
}

/** When the page made the decision, from its id. A page's clock may be wrong, but no decision is from the future. */
const madeAt = ({ id }: NewEvent) => new Date(Math.min(timeIn(id) ?? Number.POSITIVE_INFINITY, +clock.now()))

/** Pages send a decision at once. An older one was kept by a browser that could not send it. */
const LATE_MS = 60_000

/** Whether the browser's person was erased since. Only late decisions are checked, so that no other waits for it. */
async function isOfErasedBrowser(shop: ShopDomain, event: NewEvent, visitor: SubjectId): Promise<boolean> {
  const at = madeAt(event)
  if (+clock.now() - +at < LATE_MS) return false
  const erasure = await forShop(shop, (tx) => erasureOfSubject(tx, visitor))
  return erasure !== null && at <= erasure.erasedAt
}

export function eventOfDecision(decision: Decision, subject: SubjectId): NewEvent {
  const { id, surface, choices, banner, language, region, gpc, consentId, previous, gaveUp } = decision
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
    gaveUp: gaveUp ?? 0,
  }
}
