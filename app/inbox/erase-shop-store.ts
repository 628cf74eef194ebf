import { prisma, type ShopTransaction } from '../platform/db.ts'
import { forgetJobsOf, within } from '../platform/queue.ts'

export type ErasedCounts = Record<string, number>

/**
 * Deletes at most `limit` of the shop's rows from a tenant table and returns their number. In the inbox it keeps the
 * message that asked.
 */
export async function deleteRows(
  tx: ShopTransaction,
  messageId: string,
  table: string,
  limit: number,
): Promise<number> {
  // Sessions are no evidence, and their table is not distributed on a cluster: the app's own rights are enough.
  if (table === 'sessions') return (await tx.session.deleteMany({})).count
  const [step] = await tx.$queryRaw<{ rows: number }[]>`
    SELECT shop_erase_rows(${tx.shop}, ${messageId}, ${table}, ${limit}::int) AS rows`
  return step?.rows ?? 0
}

export async function noteErased(tx: ShopTransaction, messageId: string, table: string, rows: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE inbox_messages
    SET outcome = coalesce(outcome, '{}') ||
      jsonb_build_object(${table}::text, coalesce((outcome ->> ${table}::text)::int, 0) + ${rows}::int)
    WHERE shop = ${tx.shop} AND id = ${messageId}`
}

export async function readErased(tx: ShopTransaction, messageId: string): Promise<ErasedCounts> {
  const message = await tx.inboxMessage.findUnique({
    where: { shop_id: { shop: tx.shop, id: messageId } },
    select: { outcome: true },
  })
  return (message?.outcome ?? {}) as ErasedCounts
}

export async function forgetJobs(tx: ShopTransaction): Promise<void> {
  await forgetJobsOf(tx.shop, within(tx))
}

export interface ErasureReceipt {
  id: string
  topic: string
  shopHash: string
  counts: ErasedCounts
  completedAt: Date
}

export async function hasReceipt(id: string): Promise<boolean> {
  return (await prisma.redactionReceipt.count({ where: { id } })) > 0
}

/** Whether everything of a shop was erased, by the hash of its name. */
export async function hasReceiptOfShop(shopHash: string): Promise<boolean> {
  return (await prisma.redactionReceipt.count({ where: { shopHash } })) > 0
}

export async function writeReceipt(tx: ShopTransaction, receipt: ErasureReceipt): Promise<void> {
  await tx.redactionReceipt.create({ data: receipt })
}

/** Deletes the message that asked. The database allows it only while that message is being worked. */
export async function deleteMessage(tx: ShopTransaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT shop_erase_message(${tx.shop}, ${id})`
}

/** Deletes a message of a shop that was erased before the message arrived. */
export async function forgetMessage(tx: ShopTransaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT inbox_forget_message(${tx.shop}, ${id})`
}
