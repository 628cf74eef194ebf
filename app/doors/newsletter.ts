import { recordSignUp, signUp } from '../centre/index.ts'
import { forShop } from '../platform/db.ts'
import { Refusal } from './http.ts'
import { proxiedPost } from './proxied.ts'
import { rateOf } from './rate.ts'

/** Takes what somebody ticked in the block `newsletter-consent`. 200: in the ledger. 202: nothing of it is asked any more. */
export const newsletterDoor = proxiedPost({
  limit: 4_096,
  schema: signUp,
  refusal: 'Not a sign-up',
  rate: rateOf({ ofNetwork: 20, ofShop: 1_000 }, 'Too many sign-ups'),
  handle: async ({ shop, customerId, content, network }) => {
    const result = await forShop(shop, (tx) => recordSignUp(tx, content, { customerId, network }))
    if (result === 'too_many') throw new Refusal(429, 'Too many sign-ups', { 'retry-after': '3600' })
    return result === 'recorded' ? {} : null
  },
})
