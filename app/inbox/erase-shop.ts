import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { requireMatchingKeys } from '../platform/keys-store.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import {
  deleteMessage,
  deleteRows,
  forgetJobs,
  hasReceipt,
  noteErased,
  readErased,
  writeReceipt,
} from './erase-shop-store.ts'
import { takeMessage } from './store.ts'
import { TENANT_TABLES } from './tenant-tables.ts'

const ROWS_A_STEP = 5_000

/** The message that asks for the erasure stores its progress, so it is deleted last. */
const INBOX = 'inbox_messages'

/**
 * Erases everything of a shop, 48 hours after it removed the app (shop/redact), and leaves one receipt. Each step is a
 * transaction that also notes how many rows it erased, so a crash loses no count and repeats no step.
 */
export async function eraseShop(shop: ShopDomain, messageId: string): Promise<void> {
  await forShop(shop, requireMatchingKeys)
  const receiptId = vault.lookup(messageId, `receipt/${shop}`)
  if (await hasReceipt(receiptId)) {
    await forShop(shop, async (tx) => {
      if (await takeMessage(tx, messageId)) await deleteMessage(tx, messageId)
      await forgetJobs(tx)
    })
    return
  }
  for (const table of TENANT_TABLES) await emptyTable(shop, messageId, table)
  await forShop(shop, async (tx) => {
    const message = await takeMessage(tx, messageId)
    if (!message) return
    const counts = await readErased(tx, messageId)
    await forgetJobs(tx)
    await writeReceipt(tx, {
      id: receiptId,
      topic: message.topic,
      shopHash: vault.lookup(shop, 'receipt'),
      counts: { ...counts, [INBOX]: (counts[INBOX] ?? 0) + 1 },
      completedAt: clock.now(),
    })
    await deleteMessage(tx, messageId)
  })
}

async function emptyTable(shop: ShopDomain, messageId: string, table: string): Promise<void> {
  for (;;) {
    const erased = await forShop(shop, async (tx) => {
      const message = await takeMessage(tx, messageId)
      if (!message) return 0
      const rows = await deleteRows(tx, messageId, table, ROWS_A_STEP)
      if (rows > 0) await noteErased(tx, messageId, table, rows)
      return rows
    })
    if (erased < ROWS_A_STEP) return
  }
}
