import { Prisma } from '@prisma/client'
import { clock } from '../platform/clock.ts'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { INSTALLED_AGAIN, type Outcome } from './model.ts'

/** At most `most` shops with messages that have waited for staff since before `before`. */
export async function shopsWaitingSince(before: Date, most: number): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<{ shop: string }[]>`
    SELECT shop FROM inbox_shops_waiting_since(${before}, ${most}::int)`
  return rows.map(({ shop }) => shopDomain.parse(shop))
}

/** Expires at most `most` bodies as `expiryOf` says, of messages received before `before`. Returns their number. */
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

/** Deletes the bodies of waiting and failed messages that name a person who was erased since. */
export async function dropBodiesOfErased(
  tx: ShopTransaction,
  lookups: readonly string[],
  { receivedBefore, except }: { receivedBefore: Date; except: string },
): Promise<number> {
  // A message that another worker has locked is skipped: that worker sees the erasure once this transaction has
  // committed.
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

/** The same for a person whom Kept erased by itself. */
export const forgetMessagesAbout = (
  tx: ShopTransaction,
  lookups: readonly string[],
  receivedBefore: Date,
): Promise<number> => dropBodiesOfErased(tx, lookups, { receivedBefore, except: '' })

/** Deletes these messages' bodies when they name an erased person, because they failed only after the erasure. */
export async function dropFailedOfErased(tx: ShopTransaction, ids: readonly string[]): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    UPDATE inbox_messages m
    SET state = 'done', payload = NULL, named = '{}', error = NULL, outcome = ${FROM_ERASED}::jsonb,
      finished_at = ${clock.now()}
    WHERE shop = ${tx.shop} AND id = ANY (${[...ids]}::text[]) AND state = 'failed' AND EXISTS (
      SELECT FROM remembered_erasures e
      WHERE e.shop = m.shop AND e.lookup = ANY (m.named) AND e.erased_at >= m.received_at)`)
}
