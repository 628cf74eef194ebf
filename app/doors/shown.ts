import { z } from 'zod'
import { countVisit } from '../consent/index.ts'
import { config } from '../platform/config.ts'
import { proxiedPost } from './proxied.ts'
import { Rate, rateOf } from './rate.ts'

/** Visits per day and network (an IPv4 /24 may be a mobile operator's): a stranger cannot make a shop look busy. */
const visitsOfDay = new Rate({ points: 2_000, seconds: 24 * 60 * 60, mostKeys: 20_000 })

/** Counts a visit on which the banner was shown. The call says nothing else. 202: it is in memory, and will be written. */
export const shownDoor = proxiedPost({
  limit: 20,
  schema: z.strictObject({}),
  refusal: 'This says nothing',
  // A limit of its own: counting never uses up what decisions need.
  rate: rateOf({ ofNetwork: 120, ofShop: config.CONSENT_PER_SHOP }, 'Too many visits'),
  handle: async ({ shop, network }) => {
    if (visitsOfDay.take(`${shop} ${network}`) === 0) countVisit(shop)
    return null
  },
})
