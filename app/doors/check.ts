import { checkCall, reportPhase } from '../banner/index.ts'
import { forShop } from '../platform/db.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { Refusal } from './http.ts'
import { proxiedPost } from './proxied.ts'
import { rateOf } from './rate.ts'

/**
 * The storefront's check: first it asks whether staff began it, then it reports what each phase saw. 200: yes, or
 * stored. 403: no open check has this token.
 */
export const checkDoor = proxiedPost({
  limit: 32 * 1024,
  schema: checkCall,
  refusal: 'Not a report of a check',
  // A check makes four calls. The limit stops callers who guess tokens.
  rate: rateOf({ ofNetwork: 20, ofShop: 60 }, 'Too many reports'),
  handle: async ({ shop, content }) => {
    const isTaken = await forShop(shop, async (tx) => {
      await requireInstalled(tx)
      return reportPhase(tx, content)
    })
    if (!isTaken) throw new Refusal(403, 'No check has this token, or no longer')
    return {}
  },
})
