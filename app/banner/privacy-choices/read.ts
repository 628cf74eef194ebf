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
  const { settings } = await readSettings(tx)
  const contact = await privacyContact(tx)
  if (!settings.saleOptOut && !contact?.usVisitors) return null
  const page: ChoicesPage = { policyUrl: settings.policyUrl, email: contact?.email ?? null }
  return choicesPage(page)
}
