/** Which groups of data a law or a claim keeps, and until when (GDPR Art. 17(3)(b) and (e)). Pure. */
import { type IsoDate, monthsAfter } from '../../../../register/calendar.ts'
import type { Register, RetentionRule } from '../../../../register/index.ts'
import { inLanguage } from '../../../../register/text.ts'
import type { Audience, Language, RetentionTrigger } from '../../../../register/words.ts'
import type { ErasureGroup } from '../../model.ts'

export interface Hold {
  keeps: string
  law: string
  until: IsoDate | null
}

type HeldGroup = Extract<ErasureGroup, 'orders' | 'gift_cards' | 'store_credit' | 'customer_profile'>

/** What somebody bought or has with the shop, by the fields in which Shopify holds it. */
const TRANSACTIONS: readonly { group: HeldGroup; fields: RegExp }[] = [
  { group: 'orders', fields: /^Order\.|^Customer\.orders$/ },
  { group: 'gift_cards', fields: /^GiftCard\./ },
  { group: 'store_credit', fields: /^Customer\.storeCreditAccounts$/ },
]

export interface HoldFacts {
  register: Pick<Register, 'dataCategories' | 'retentionRules'> & { language: Language }
  audience: Audience
  /** The language of who reads it. */
  language: Language
  today: IsoDate
  orders: number
  /** Null: none, or Kept may not see it. */
  lastOrderOn: IsoDate | null
}

/** The holds of each group that is kept; those that are over are left out. */
export function holdsByGroup(facts: HoldFacts): Map<ErasureGroup, Hold[]> {
  const { register, audience, language, today } = facts
  const held = new Map<ErasureGroup, Hold[]>()
  for (const rule of register.retentionRules) {
    if (!rule.audience.includes(audience)) continue
    for (const hold of rule.legalHolds) {
      const from = beginningOf(rule, facts)
      const until = from === null ? null : monthsAfter(from, hold.months)
      if (until !== null && until <= today) continue
      const told = {
        keeps: inLanguage(hold.keeps, language, register.language),
        law: inLanguage(hold.reason, language, register.language),
        until,
      }
      for (const group of groupsOf(rule, hold.dataCategories, facts))
        held.set(group, [...(held.get(group) ?? []), told])
    }
  }
  return held
}

/** A hold keeps records of what happened, and not somebody's profile, unless its rule is about the profile itself. */
function groupsOf(rule: RetentionRule, ofHold: readonly string[], { register, orders }: HoldFacts): HeldGroup[] {
  // An objection is kept as a hash, and the ledger keeps the hash of each decision, whatever the register says.
  if (rule.subject === 'newsletter' || rule.subject === 'cookie') return []
  if (rule.subject === 'account' || rule.subject === 'prospect') return ['customer_profile']
  const ids = ofHold.length > 0 ? ofHold : rule.dataCategories
  const fields = register.dataCategories.filter(({ id }) => ids.includes(id)).flatMap(({ adminFields }) => adminFields)
  const named = TRANSACTIONS.filter((one) => fields.some((field) => one.fields.test(field))).map(({ group }) => group)
  const groups = named.length > 0 ? named : (['orders'] as const)
  return groups.filter((group) => group !== 'orders' || orders > 0)
}

type Beginning = (facts: HoldFacts, rule: RetentionRule) => IsoDate | null

/** Null where there was an order, and Kept may not see of which day. */
const lastOrder = ({ orders, lastOrderOn, today }: HoldFacts): IsoDate | null =>
  lastOrderOn ?? (orders > 0 ? null : today)

/** When the time of a hold begins to run for somebody who is erased today. */
const BEGINNINGS: Record<RetentionTrigger, Beginning> = {
  last_activity: lastOrder,
  // An order's relationship ends with the order, a customer's with the erasure.
  end_of_relationship: (facts, { subject }) => (subject === 'order' ? lastOrder(facts) : facts.today),
  withdrawal: ({ today }) => today,
  consent_date: ({ today }) => today,
}

const beginningOf = (rule: RetentionRule, facts: HoldFacts) => BEGINNINGS[rule.trigger](facts, rule)
