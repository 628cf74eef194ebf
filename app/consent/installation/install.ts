import type { AdminApi } from '../../shopify/admin.ts'
import { HURRIED } from '../../shopify/calls.ts'
import { readPrivacyOfShop, requireConsent, turnOffOwnBanner } from '../../shopify/privacy.ts'
import { consentCountries } from './regions.ts'

/**
 * Leaves the asking to Kept: Shopify's own banner off, then consent waited for wherever the law asks for it. In this
 * order, because Shopify takes no regions while its banner is on. Doing it again changes nothing.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function takeOver(admin: AdminApi): Promise<void> {
  const { ownBanner, regions } = await readPrivacyOfShop(admin, HURRIED)
  if (ownBanner) await turnOffOwnBanner(admin, HURRIED)
  await requireConsent(admin, consentCountries(regions), HURRIED)
}
