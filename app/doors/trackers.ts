import { forShop } from '../platform/db.ts'
import { MAX_REPORT_BYTES, reportTrackers, trackerReport } from '../register/index.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { proxiedPost } from './proxied.ts'
import { Rate, rateOf } from './rate.ts'

/** New names per day and network: more than a storefront has, fewer than the list holds. */
const newNames = new Rate({ points: 100, seconds: 24 * 60 * 60, mostKeys: 20_000 })

/** Takes the names of trackers that a storefront page saw. */
export const trackersDoor = proxiedPost({
  limit: MAX_REPORT_BYTES,
  schema: trackerReport,
  refusal: 'Not a list of names',
  // Staff check a storefront page by page; a visitor has no reason to call often.
  rate: rateOf({ ofNetwork: 20, ofShop: 120 }, 'Too many reports'),
  handle: async ({ shop, content, network }) => {
    const key = `${shop} ${network}`
    const mostNew = newNames.left(key)
    const added = await forShop(shop, async (tx) => {
      await requireInstalled(tx)
      return reportTrackers(tx, { ...content, mostNew })
    })
    newNames.take(key, added)
    return {}
  },
})
