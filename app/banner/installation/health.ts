import type { ShopTransaction } from '../../platform/db.ts'
import { listNames } from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { seenProxyPath } from '../../shopify/app-proxy/store.ts'
import { INTERACTIVE } from '../../shopify/calls.ts'
import { readPrivacyOfShop } from '../../shopify/privacy.ts'
import {
  type BannerPublication,
  type BannerSource,
  publishedProxyPath,
  readPublication,
} from '../configuration/store.ts'
import { competingBanners } from './competing.ts'
import { countriesWithout } from './regions.ts'

/** Where the storefront sends records, and where Shopify's calls come from. */
interface ProxyPlace {
  /** Null before the first call. */
  seen: string | null
  /** Null before the first banner. */
  published: string | null
}

/** What is known of the banner without a call to Shopify. */
export interface BannerState {
  publication: BannerPublication
  /** Other consent banners that were seen on the storefront; null when nobody has looked yet. */
  competing: string[] | null
  proxy: ProxyPlace
  /** Whether the storefront still lacks the newest publication or settings. */
  isBehind: boolean
}

export async function bannerState(tx: ShopTransaction, inForce: BannerSource): Promise<BannerState> {
  const publication = await readPublication(tx)
  const names = await listNames(tx)
  const proxy = { seen: await seenProxyPath(tx), published: await publishedProxyPath(tx) }
  return {
    publication,
    competing: names.length === 0 ? null : competingBanners(names),
    proxy,
    isBehind:
      publication.registerVersion !== inForce.registerVersion ||
      publication.settingsRevision !== inForce.settingsRevision ||
      (proxy.seen !== null && proxy.published !== null && proxy.seen !== proxy.published),
  }
}

/** What Shopify says: whether its own banner is on, and in which countries it does not wait for consent. */
export async function readShopifyPrivacy(admin: AdminApi): Promise<{ ownBanner: boolean; without: string[] }> {
  const { ownBanner, regions } = await readPrivacyOfShop(admin, INTERACTIVE)
  return { ownBanner, without: countriesWithout(regions) }
}
