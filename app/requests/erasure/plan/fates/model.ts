/** What becomes of each group of a person's data (GDPR Art. 17). Pure. */
import type { IsoDate } from '../../../../register/calendar.ts'
import type { Audience } from '../../../../register/words.ts'
import { ERASURE_GROUPS, type ErasureGroup, type Fate } from '../../model.ts'
import { shopifyDays } from '../days/model.ts'
import { type Hold, type HoldFacts, holdsByGroup } from '../holds/model.ts'
import type { ErasurePlan, PlanLine } from '../model.ts'

/** What a survey found of a group beyond what Shopify's own erasure takes away. */
export interface SurveyedGroup {
  group: ErasureGroup
  found: number | 'denied'
  /** What no API does; null where one does it. */
  cannot: string | null
  /** Which access lacks where it was denied. */
  scope: string
}

export interface CustomerFacts {
  orders: number
  /** Null without an order, and where Kept may not see it. */
  lastOrderOn: IsoDate | null
  /** The access with which Kept would see it. */
  orderScope: string
  /** They are the only contact of a company. */
  soleTrader: boolean
}

/** How much of each kind Kept itself holds. */
export interface KeptFacts {
  identifiers: number
  decisions: number
  requests: number
  exports: number
  mails: number
}

export interface PlanFacts extends Pick<HoldFacts, 'register' | 'language'> {
  today: IsoDate
  audience: Audience
  registerVersion: number | null
  /** `redacted`: Shopify has erased them, and says so. Null: Shopify has no such customer. */
  customer: CustomerFacts | 'redacted' | null
  /** Kept has the access to ask Shopify. */
  mayRequest: boolean
  surveyed: readonly SurveyedGroup[]
  kept: KeptFacts
  /** Those whom the person's data was given to. */
  recipients: readonly { id: string; name: string }[]
}

type Decided = Omit<PlanLine, 'group'>
const NOTHING: Decided = { fate: { fate: 'nothing_held' }, count: 0 }
const ERASED: Fate = { fate: 'erased_now' }

/** The plan of an erasure: one line for each group. */
export function planOf(facts: PlanFacts): ErasurePlan {
  const { customer, recipients, today, audience, registerVersion } = facts
  const known = isKnown(customer) ? customer : null
  const holds = holdsByGroup({
    ...facts,
    orders: known?.orders ?? (customer === 'redacted' ? 1 : 0),
    lastOrderOn: known?.lastOrderOn ?? null,
  })
  return {
    madeOn: today,
    audience,
    lines: ERASURE_GROUPS.map((group) => ({ group, ...decide(group, facts, holds) })),
    recipients: recipients.map(({ id, name }) => ({ id, name })),
    registerVersion,
    soleTrader: known?.soleTrader ?? false,
    mayRequest: customer === null || customer === 'redacted' || facts.mayRequest,
  }
}

const isKnown = (customer: PlanFacts['customer']): customer is CustomerFacts =>
  customer !== null && customer !== 'redacted'

function decide(group: ErasureGroup, facts: PlanFacts, held: ReadonlyMap<ErasureGroup, Hold[]>): Decided {
  const holds = held.get(group) ?? []
  // Shopify is not asked for what hangs on a profile that a law keeps.
  const ofProfile = held.get('customer_profile') ?? []
  const { customer, kept, recipients, surveyed } = facts
  switch (group) {
    case 'marketing_consent':
      return customer === null && kept.decisions === 0 ? NOTHING : { fate: ERASED, count: null }
    case 'customer_profile':
      return profile(facts, holds)
    case 'orders':
      return orders(facts, holds, ofProfile)
    case 'kept_identity':
      return counted(kept.identifiers)
    case 'kept_consents':
      return counted(kept.decisions)
    case 'kept_requests':
      return counted(kept.requests)
    case 'kept_exports':
      return counted(kept.exports)
    case 'kept_mails':
      return counted(kept.mails)
    case 'suppression_hash':
      return { fate: { fate: 'kept_as_hash' }, count: null }
    case 'recipients':
      return recipients.length === 0
        ? NOTHING
        : { fate: { fate: 'by_hand', task: 'tell_recipients' }, count: recipients.length }
    default:
      return leftover(
        surveyed.find((one) => one.group === group),
        facts,
        { holds, ofProfile },
      )
  }
}

const counted = (count: number): Decided => (count === 0 ? NOTHING : { fate: ERASED, count })

/** Until the last of its holds is over; null as soon as nobody knows the end of one. */
function archived(holds: readonly Hold[]): Fate {
  const ends = holds.map(({ until }) => until)
  const until = ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null)
  return { fate: 'archived', until, holds: [...holds] }
}

function profile({ customer, today }: PlanFacts, holds: readonly Hold[]): Decided {
  if (customer === null) return NOTHING
  if (customer === 'redacted') return { fate: ERASED, count: 1 }
  if (holds.length > 0) return { fate: archived(holds), count: 1 }
  return { fate: pending(customer, today, []), count: 1 }
}

const pending = (customer: CustomerFacts, today: IsoDate, ofProfile: readonly Hold[]): Fate =>
  ofProfile.length > 0 ? archived(ofProfile) : { fate: 'pending_at_shopify', until: erasedBy(customer, today) }

/** Where nobody can see the last order, it may have been today's: a later day than Shopify's is no promise broken. */
const erasedBy = ({ orders, lastOrderOn }: CustomerFacts, today: IsoDate): IsoDate =>
  shopifyDays(today, lastOrderOn ?? (orders > 0 ? today : null)).erasedBy

/** What was bought stays where a law says so; who bought goes with Shopify's erasure. */
function orders({ customer, today }: PlanFacts, holds: readonly Hold[], ofProfile: readonly Hold[]): Decided {
  if (customer === null) return NOTHING
  const count = customer === 'redacted' ? null : customer.orders
  if (count === 0) return NOTHING
  if (holds.length > 0) return { fate: archived(holds), count }
  if (customer === 'redacted') return { fate: ERASED, count }
  if (customer.lastOrderOn === null) return { fate: { fate: 'not_readable', scope: customer.orderScope }, count }
  return { fate: pending(customer, today, ofProfile), count }
}

function leftover(
  found: SurveyedGroup | undefined,
  { customer, today }: PlanFacts,
  { holds, ofProfile }: { holds: readonly Hold[]; ofProfile: readonly Hold[] },
): Decided {
  if (found === undefined) {
    if (customer === null) return NOTHING
    return isKnown(customer)
      ? { fate: pending(customer, today, ofProfile), count: null }
      : { fate: ERASED, count: null }
  }
  if (found.found === 'denied') return { fate: { fate: 'not_readable', scope: found.scope }, count: null }
  if (found.found === 0) return NOTHING
  const count = found.found
  if (holds.length > 0) return { fate: archived(holds), count }
  if (found.cannot !== null) return { fate: { fate: 'by_hand', task: 'no_api' }, count }
  // The company's own name and address may be the person's: only people can tell.
  if (found.group === 'company_contact' && isKnown(customer) && customer.soleTrader)
    return { fate: { fate: 'by_hand', task: 'sole_trader_company' }, count }
  return { fate: ERASED, count }
}
