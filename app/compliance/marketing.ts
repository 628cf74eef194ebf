import type { MarketingFact } from '../consent/index.ts'
import { type Identifier, identifiersOf } from '../subjects/index.ts'
import type { Payload } from './model.ts'
import type { MessageToWork } from './store.ts'

export interface ToldOfMarketing {
  person: Identifier[]
  fact: MarketingFact
}

/** Shopify does not say which form an e-mail consent was given in. */
export function ofEmail(
  payload: Payload<'customers_email_marketing_consent/update'>,
  message: MessageToWork,
): ToldOfMarketing {
  const { customer_id: id, email_address: email, email_marketing_consent: consent } = payload
  return {
    person: identifiersOf({ id, email }),
    fact: { channel: 'email', state: consent.state ?? '', ...timesOf(consent, message), source: 'newsletter' },
  }
}

/** SHOPIFY: collected in its checkout (Shopify changelog, 12 September 2024). */
export function ofSms(payload: Payload<'customers_marketing_consent/update'>, message: MessageToWork): ToldOfMarketing {
  const { id, phone, sms_marketing_consent: consent } = payload
  const source = consent.consent_collected_from?.toLowerCase() === 'shopify' ? 'checkout' : 'newsletter'
  return {
    person: identifiersOf({ id, phone }),
    fact: { channel: 'sms', state: consent.state ?? '', ...timesOf(consent, message), source },
  }
}

/** Nobody said anything after Kept heard of it, whatever the clocks say. */
function timesOf({ consent_updated_at: said }: { consent_updated_at: Date | null }, message: MessageToWork) {
  const { receivedAt, triggeredAt } = message
  const past = (time: Date) => new Date(Math.min(+time, +receivedAt))
  return {
    saidAt: said && past(said),
    toldAt: past(triggeredAt ?? receivedAt),
    triggeredAt: triggeredAt && past(triggeredAt),
  }
}
