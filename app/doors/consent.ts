import { decision, recordDecision } from '../consent/index.ts'
import { MAX_DECISION_BYTES } from '../register/index.ts'
import { proxiedPost } from './proxied.ts'
import { checkVisitorRate } from './visitor-rate.ts'

/**
 * Takes the storefront's decisions. 200: in the ledger, now or already. 202: from before the person's erasure, not
 * recorded.
 */
export const consentDoor = proxiedPost({
  limit: MAX_DECISION_BYTES,
  schema: decision,
  refusal: 'Not a decision',
  rate: checkVisitorRate,
  visitorOf: ({ visitor }) => visitor,
  handle: async ({ shop, customerId, content }) => {
    const recorded = await recordDecision(shop, content, customerId)
    return recorded && { id: recorded.id, recordedAt: recorded.recordedAt.toISOString() }
  },
})
