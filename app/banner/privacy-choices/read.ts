import type { ShopTransaction } from '../../platform/db.ts'
import { privacyContact } from '../../register/index.ts'
import { installedSince, NotInstalled } from '../../shopify/installation.ts'
import { readSettings } from '../settings/store.ts'
import { type ChoicesPage, choicesPage } from './page.ts'

/**
 * The page of the shop, as Liquid; null where the banner offers no opt-out.
 *
 * @throws NotInstalled
 */
export async function readChoicesPage(tx: ShopTransaction): Promise<string | null> {
  if ((await installedSince(tx)) === null) throw new NotInstalled()
  const { isOffered, ...page } = await readChoicesOffer(tx)
  return isOffered ? choicesPage(page) : null
}

/** Whether the shop offers the page, and what is on it. */
export async function readChoicesOffer(tx: ShopTransaction): Promise<ChoicesPage & { isOffered: boolean }> {
  const { settings } = await readSettings(tx)
  const contact = await privacyContact(tx)
  return {
    isOffered: settings.saleOptOut || contact?.usVisitors === true,
    policyUrl: settings.policyUrl,
    email: contact?.email ?? null,
  }
}
