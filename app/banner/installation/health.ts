import type { ShopTransaction } from '../../platform/db.ts'
import { listNames } from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { INTERACTIVE } from '../../shopify/calls.ts'
import { readPrivacyOfShop } from '../../shopify/privacy.ts'
import { type BannerPublication, type BannerSource, readPublication } from '../configuration/store.ts'
import { competingBanners } from './competing.ts'
import { countriesWithout } from './regions.ts'

/** What is known of the banner without a call to Shopify. */
export interface BannerState {
  publication: BannerPublication
  /** Other consent banners that were seen on the storefront; null when nobody has looked yet. */
  competing: string[] | null
  /** Whether the storefront still lacks the newest publication or settings. */
  isBehind: boolean
}

export async function bannerState(tx: ShopTransaction, inForce: BannerSource): Promise<BannerState> {
  const publication = await readPublication(tx)
  const seen = await listNames(tx)
  return {
    publication,
    competing: seen.length === 0 ? null : competingBanners(seen),
    isBehind:
      publication.registerVersion !== inForce.registerVersion ||
      publication.settingsRevision !== inForce.settingsRevision,
  }
}

/** What Shopify says: whether its own banner is on, and in which countries it does not wait for consent. */
export async function readShopifyPrivacy(admin: AdminApi): Promise<{ ownBanner: boolean; without: string[] }> {
  const { ownBanner, regions } = await readPrivacyOfShop(admin, INTERACTIVE)
  return { ownBanner, without: countriesWithout(regions) }
}
