import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { isKnownShop } from '../shopify/installation.ts'
import { forgetJobs, forgetMessage, hasReceiptOfShop } from './erase-shop-store.ts'

/** Whether everything of the shop was erased and the shop has not installed Kept again. */
export async function isOfErasedShop(tx: ShopTransaction): Promise<boolean> {
  return !(await isKnownShop(tx)) && (await hasReceiptOfShop(vault.lookup(tx.shop, 'receipt')))
}

/** Deletes a late message of an erased shop, and its job. */
export async function eraseMessage(tx: ShopTransaction, messageId: string): Promise<void> {
  await forgetMessage(tx, messageId)
  await forgetJobs(tx)
}
