import type { ShopTransaction } from '../../platform/db.ts'
import { listSeen } from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { HURRIED } from '../../shopify/calls.ts'
import { readPrivacyOfShop } from '../../shopify/privacy.ts'
import { type Publication, readPublication } from '../configuration/store.ts'
import { countDecisions } from '../store.ts'
import { competingBanners } from './competing.ts'
import { countriesWithout } from './regions.ts'

/** What is known of the banner without asking Shopify. */
export interface BannerState {
  publication: Publication
  decisions: { total: number; lastRecordedAt: Date | null }
  competing: string[]
}

export async function bannerState(tx: ShopTransaction): Promise<BannerState> {
  return {
    publication: await readPublication(tx),
    decisions: await countDecisions(tx),
    competing: competingBanners((await listSeen(tx)).map(({ name }) => name)),
  }
}

/** What Shopify itself says: whether it asks too, and where it does not wait for an answer. */
export async function lookAtPrivacy(admin: AdminApi): Promise<{ ownBanner: boolean; without: string[] }> {
  const { ownBanner, regions } = await readPrivacyOfShop(admin, HURRIED)
  return { ownBanner, without: countriesWithout(regions) }
}
