import type { AdminApi } from '../../shopify/admin.ts'
import { INTERACTIVE, ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { readPrivacyOfShop, requireConsent, turnOffOwnBanner } from '../../shopify/privacy.ts'
import { consentCountries } from './regions.ts'

/** In their order: what comes before the step that failed is done. */
type TakeOverStep = 'look' | 'own_banner' | 'regions'

export type TakeOverResult =
  | { ok: true }
  /** The message is Shopify's own; null where it did not answer. */
  | { ok: false; failed: TakeOverStep; message: string | null }

/**
 * Leaves the asking to Kept: Shopify's own banner off, then consent waited for wherever the law asks for it. In this
 * order, because Shopify takes no regions while its banner is on. Doing it again changes nothing, and goes on where it failed.
 */
export async function takeOver(admin: AdminApi): Promise<TakeOverResult> {
  let step: TakeOverStep = 'look'
  try {
    const { ownBanner, regions } = await readPrivacyOfShop(admin, INTERACTIVE)
    step = 'own_banner'
    if (ownBanner) await turnOffOwnBanner(admin, INTERACTIVE)
    step = 'regions'
    // All of them, also where Shopify waits already: without its banner its own defaults may be others.
    await requireConsent(admin, consentCountries(regions), INTERACTIVE)
    return { ok: true }
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return { ok: false, failed: step, message: null }
    if (error instanceof ShopifyRefusal) return { ok: false, failed: step, message: error.message }
    throw error
  }
}
