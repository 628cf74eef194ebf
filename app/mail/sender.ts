import type { ShopTransaction } from '../platform/db.ts'
import { controllerSignature } from '../register/index.ts'
import { proxyPathOf } from '../shopify/app-proxy/store.ts'
import { centrePageUrl } from '../shopify/links.ts'
import type { MailSender } from './render.ts'

/** Who writes: the shop, as its register names it. Before there is one, its address at Shopify. */
export async function readSender(tx: ShopTransaction): Promise<MailSender & { language: string | null }> {
  const { name, email, language } = await controllerSignature(tx)
  const centre = centrePageUrl(tx.shop, await proxyPathOf(tx))
  return { name: name || tx.shop, contact: email, centre, language }
}
