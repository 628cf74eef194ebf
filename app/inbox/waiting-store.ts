import { Prisma } from '@prisma/client'
import { clock } from '../platform/clock.ts'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { INSTALLED_AGAIN, type Outcome } from './model.ts'

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

const FROM_ERASED = JSON.stringify({ isFromErased: true } satisfies Outcome)

/** Drops the bodies that staff or a retry still had before them, and that name somebody who was erased since. */
export async function dropBodiesOfErased(
  tx: ShopTransaction,
  lookups: readonly string[],
  { receivedBefore, except }: { receivedBefore: Date; except: string },
): Promise<number> {
  // Another worker has a message that is locked: it sees the erasure itself once this transaction has committed.
  return tx.$executeRaw(Prisma.sql`
    UPDATE inbox_messages
    SET state = 'done', payload = NULL, named = '{}', error = NULL, outcome = ${FROM_ERASED}::jsonb,
      finished_at = ${clock.now()}
    WHERE shop = ${tx.shop} AND id IN (
      SELECT id FROM inbox_messages
      WHERE shop = ${tx.shop} AND state IN ('retrying', 'failed', 'needs_person') AND id <> ${except}
        AND received_at <= ${receivedBefore} AND named && ${[...lookups]}::text[]
      FOR UPDATE SKIP LOCKED)`)
}

/** The same for these messages, by the erasures that are remembered: they failed only after one. */
export async function dropFailedOfErased(tx: ShopTransaction, ids: readonly string[]): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    UPDATE inbox_messages m
    SET state = 'done', payload = NULL, named = '{}', error = NULL, outcome = ${FROM_ERASED}::jsonb,
      finished_at = ${clock.now()}
    WHERE shop = ${tx.shop} AND id = ANY (${[...ids]}::text[]) AND state = 'failed' AND EXISTS (
      SELECT FROM remembered_erasures e
      WHERE e.shop = m.shop AND e.lookup = ANY (m.named) AND e.erased_at >= m.received_at)`)
}
