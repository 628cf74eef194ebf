import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { readMarketingConsent, unsubscribe } from '../../shopify/marketing-consent.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { customerIdOf, findSamePerson, type SubjectId } from '../../subjects/index.ts'
import { reasonNotToWrite } from './model.ts'
import { suppressionsOf } from './suppressions-store.ts'

/**
 * Ends what Shopify sends to an address or number whose owner objected. It reads before it writes, and asks Shopify only where
 * something is suppressed.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function enforceSuppressions(shop: ShopDomain, subject: SubjectId, client: ShopClient): Promise<void> {
  const { customerId, suppressions } = await forShop(shop, async (tx) => ({
    customerId: await customerIdOf(tx, subject),
    suppressions: await suppressionsOf(tx, await findSamePerson(tx, subject)),
  }))
  if (customerId === null) return
  const { admin, retryPolicy } = client
  for (const { channel, since } of suppressions) {
    const held = await readMarketingConsent(admin, customerId, channel, retryPolicy)
    if (reasonNotToWrite(held, since) !== null) continue
    await unsubscribe(admin, customerId, { channel, at: since }, retryPolicy)
  }
}
