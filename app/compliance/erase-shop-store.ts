import { Prisma } from '@prisma/client'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import { forgetJobsOf } from '../platform/queue.ts'

export type Counts = Record<string, number>

/** Deletes at most `limit` of the shop's rows of a tenant table and returns how many there were. */
export async function deleteRows(tx: ShopTransaction, table: string, limit: number): Promise<number> {
  // The consent ledger gives up events only one by one, or with their shop: this says that it is the shop.
  await tx.$executeRaw`SELECT set_config('kept.erasing_shop', ${tx.shop}, true)`
  return tx.$executeRaw(Prisma.sql`
    DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${Prisma.raw(`"${table}"`)} WHERE shop = ${tx.shop} LIMIT ${limit}))`)
}

export async function noteErased(tx: ShopTransaction, messageId: string, table: string, rows: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE inbox_messages
    SET outcome = coalesce(outcome, '{}') ||
      jsonb_build_object(${table}::text, coalesce((outcome ->> ${table}::text)::int, 0) + ${rows}::int)
    WHERE shop = ${tx.shop} AND id = ${messageId}`
}

export async function readErased(tx: ShopTransaction, messageId: string): Promise<Counts> {
  const message = await tx.inboxMessage.findUnique({
    where: { shop_id: { shop: tx.shop, id: messageId } },
    select: { outcome: true },
  })
  return (message?.outcome ?? {}) as Counts
}

export async function eraseInboxAndSessions(tx: ShopTransaction): Promise<Counts> {
  const inbox = await tx.inboxMessage.deleteMany({})
  const sessions = await tx.session.deleteMany({ where: { shop: tx.shop } })
  await forgetJobsOf(tx.shop, {
    executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...(values ?? [])) }),
  })
  return { inbox_messages: inbox.count, sessions: sessions.count }
}

export interface Receipt {
  id: string
  topic: string
  shopHash: string
  counts: Counts
  completedAt: Date
}

export async function hasReceipt(id: string): Promise<boolean> {
  return (await prisma.redactionReceipt.count({ where: { id } })) > 0
}

/** Whether everything of a shop was erased; by the hash of its name. */
export async function hasReceiptOfShop(shopHash: string): Promise<boolean> {
  return (await prisma.redactionReceipt.count({ where: { shopHash } })) > 0
}

export async function writeReceipt(tx: ShopTransaction, receipt: Receipt): Promise<void> {
  await tx.redactionReceipt.create({ data: receipt })
}

export async function deleteMessage(tx: ShopTransaction, id: string): Promise<void> {
  await tx.inboxMessage.deleteMany({ where: { id } })
}
