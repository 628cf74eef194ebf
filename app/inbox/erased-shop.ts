import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { isKnownShop } from '../shopify/installation.ts'
import { forgetJobs, forgetMessage, hasReceiptOfShop } from './erase-shop-store.ts'

/** Whether everything of the shop was erased, and it has not come back since. */
export async function isOfErasedShop(tx: ShopTransaction): Promise<boolean> {
  return !(await isKnownShop(tx)) && (await hasReceiptOfShop(vault.lookup(tx.shop, 'receipt')))
}

/** Of a shop that was erased not even a message stays that comes late, nor its job. */
export async function eraseMessage(tx: ShopTransaction, messageId: string): Promise<void> {
  await forgetMessage(tx, messageId)
  await forgetJobs(tx)
}
