import { clock } from '../platform/clock.ts'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { INSTALLED_AGAIN } from './model.ts'

/** The shops that have something waiting for staff since before `before`, at most `most`. */
export async function shopsWaitingSince(before: Date, most: number): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<{ shop: string }[]>`
    SELECT shop FROM inbox_shops_waiting_since(${before}, ${most}::int)`
  return rows.map(({ shop }) => shopDomain.parse(shop))
}

/** Expires what `expiryOf` says, of what was received before `before`, at most `most`. Returns how many there were. */
export async function expireBodies(tx: ShopTransaction, before: Date, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE inbox_messages SET state = 'expired', payload = NULL, named = '{}', finished_at = ${clock.now()}
    WHERE shop = ${tx.shop} AND id IN (
      SELECT id FROM inbox_messages
      WHERE shop = ${tx.shop} AND state IN ('needs_person', 'failed') AND received_at < ${before}
        AND NOT (topic IN ('customers/redact', 'shop/redact')
          AND (state = 'failed' OR error IS NOT DISTINCT FROM ${INSTALLED_AGAIN}))
      LIMIT ${most} FOR UPDATE SKIP LOCKED)`
}
