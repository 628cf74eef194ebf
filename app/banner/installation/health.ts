import type { ShopTransaction } from '../../platform/db.ts'
import { listNames } from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { INTERACTIVE } from '../../shopify/calls.ts'
import { readPrivacyOfShop } from '../../shopify/privacy.ts'
import { type BannerPublication, type BannerSource, readPublication } from '../configuration/store.ts'
import { competingBanners } from './competing.ts'
import { countriesWithout } from './regions.ts'

/** What is known of the banner without asking Shopify. */
export interface BannerState {
  publication: BannerPublication
  /** Other banners that the storefront was seen to have; null while nobody has looked. */
  competing: string[] | null
  /** What was published or saved last is not on the storefront yet. */
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

/** What Shopify itself says: whether it asks too, and where it does not wait for an answer. */
export async function readShopifyPrivacy(admin: AdminApi): Promise<{ ownBanner: boolean; without: string[] }> {
  const { ownBanner, regions } = await readPrivacyOfShop(admin, INTERACTIVE)
  return { ownBanner, without: countriesWithout(regions) }
}
