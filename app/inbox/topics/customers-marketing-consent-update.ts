import { z } from 'zod'
import { identifiersOf } from '../../subjects/index.ts'
import { consentTimes, marketingConsent, recordFact } from '../marketing.ts'
import { defineTopic, id } from './topic.ts'

/**
 * Shopify's state of a person's consent to SMS. The topic is older than the e-mail topic and names the customer `id`.
 */
export const customersMarketingConsentUpdate = defineTopic({
  path: '/webhooks/customers',
  payload: z.object({
    id,
    phone: z.string().max(64).nullish(),
    sms_marketing_consent: marketingConsent.extend({ consent_collected_from: z.string().nullish().catch(null) }),
  }),
  act: (tx, payload, message) => {
    const { id: customerId, phone, sms_marketing_consent: consent } = payload
    return recordFact(tx, identifiersOf({ id: customerId, phone }), {
      channel: 'sms',
      state: consent.state ?? '',
      ...consentTimes(consent, message),
      // SHOPIFY: collected in Shopify's checkout (Shopify changelog, 12 September 2024).
      source: consent.consent_collected_from?.toLowerCase() === 'shopify' ? 'checkout' : 'newsletter',
    })
  },
})
