import { introduction, linkToCustomer } from '../consent/index.ts'
import { proxiedPost } from './proxied.ts'
import { checkVisitorRate } from './visitor-rate.ts'

/**
 * Links a browser whose visitor chose before signing in with the customer in the signed query. 200 also when nobody is
 * signed in.
 */
export const visitorDoor = proxiedPost({
  limit: 200,
  schema: introduction,
  refusal: 'Not an introduction',
  rate: checkVisitorRate,
  visitorOf: ({ visitor }) => visitor,
  handle: async ({ shop, customerId, content: { visitor } }) => {
    if (customerId) await linkToCustomer(shop, visitor, customerId)
    return {}
  },
})
