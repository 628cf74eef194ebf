import { z } from 'zod'
import { identifiersOf } from '../../subjects/index.ts'
import { consentTimes, marketingConsent, recordFact } from '../marketing.ts'
import { defineTopic, id } from './topic.ts'

/** Shopify's state of a person's consent to e-mail. It does not tell in which form it was given. */
export const customersEmailMarketingConsentUpdate = defineTopic({
  path: '/webhooks/customers',
  payload: z.object({
    customer_id: id,
    email_address: z.string().max(512).nullish(),
    email_marketing_consent: marketingConsent,
  }),
  act: (tx, { customer_id, email_address, email_marketing_consent: consent }, message) =>
    recordFact(tx, identifiersOf({ id: customer_id, email: email_address }), {
      channel: 'email',
      state: consent.state ?? '',
      ...consentTimes(consent, message),
      source: 'newsletter',
    }),
})
