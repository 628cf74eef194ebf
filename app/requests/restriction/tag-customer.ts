import { ShopifyRefusal } from '../../shopify/calls.ts'
import { CustomerGone } from '../../shopify/person-data/ask.ts'
import { addCustomerTags, readNoteAndTags, removeCustomerTags } from '../../shopify/person-writes/customer.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import type { RestrictionStep } from './record/store.ts'
import { RESTRICTED_TAG } from './record/words.ts'

type Outcome = Omit<RestrictionStep, 'step' | 'at'>
type Write = (client: ShopClient, customerId: string, tags: string[]) => Promise<string | null>

/** Tags the customer, so that staff and segments see it at Shopify. @throws ShopifyUnavailable */
export const tagCustomer = (client: ShopClient, customerId: string): Promise<Outcome> =>
  change(client, customerId, { isTagged: true, write: addCustomerTags })

/** @throws ShopifyUnavailable */
export const untagCustomer = (client: ShopClient, customerId: string): Promise<Outcome> =>
  change(client, customerId, { isTagged: false, write: removeCustomerTags })

async function change(
  client: ShopClient,
  customerId: string,
  { isTagged, write }: { isTagged: boolean; write: Write },
): Promise<Outcome> {
  try {
    const { tags } = await readNoteAndTags(client, customerId)
    if (tags.includes(RESTRICTED_TAG) === isTagged) return { state: 'done', count: 1, code: null }
    const refusal = await write(client, customerId, [RESTRICTED_TAG])
    return refusal === null ? { state: 'done', count: 1, code: null } : { state: 'refused', count: 0, code: refusal }
  } catch (error) {
    if (error instanceof CustomerGone) return { state: 'nothing_there', count: 0, code: 'GONE' }
    if (!(error instanceof ShopifyRefusal)) throw error
    return { state: error.code === 'ACCESS_DENIED' ? 'denied' : 'refused', count: 0, code: error.code }
  }
}
