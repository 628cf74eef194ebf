import type { AdminApi } from '../../shopify/admin.ts'
import { INTERACTIVE, ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { readPrivacyOfShop, requireConsent, turnOffOwnBanner } from '../../shopify/privacy.ts'
import { consentCountries } from './regions.ts'

/** The steps in order: when one fails, those before it are done. */
type TakeOverStep = 'look' | 'own_banner' | 'regions'

export type TakeOverResult =
  | { ok: true }
  /** The message is Shopify's own; null when Shopify did not answer. */
  | { ok: false; failed: TakeOverStep; message: string | null }

/**
 * Makes Kept the shop's only consent banner: turns Shopify's own banner off, then has Shopify wait for consent wherever
 * the law asks for it. The order matters, because Shopify takes no regions while its banner is on. Running it again
 * changes nothing and continues where it failed.
 */
export async function takeOver(admin: AdminApi): Promise<TakeOverResult> {
  let step: TakeOverStep = 'look'
  try {
    const { ownBanner, regions } = await readPrivacyOfShop(admin, INTERACTIVE)
    step = 'own_banner'
    if (ownBanner) await turnOffOwnBanner(admin, INTERACTIVE)
    step = 'regions'
    // Sends every country, also those where Shopify waits already: Shopify's defaults may change when its banner is
    // off.
    await requireConsent(admin, consentCountries(regions), INTERACTIVE)
    return { ok: true }
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return { ok: false, failed: step, message: null }
    if (error instanceof ShopifyRefusal) return { ok: false, failed: step, message: error.message }
    throw error
  }
}
