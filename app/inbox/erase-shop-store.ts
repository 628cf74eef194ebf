import { prisma, type ShopTransaction } from '../platform/db.ts'
import { forgetJobsOf, within } from '../platform/queue.ts'

export type ErasedCounts = Record<string, number>

/** Deletes at most `limit` of the shop's rows of a tenant table and returns how many there were: of the inbox, not the message. */
export async function deleteRows(
  tx: ShopTransaction,
  messageId: string,
  table: string,
  limit: number,
): Promise<number> {
  // No evidence, and the one table that is not spread over the machines of a cluster: it needs no rights of the owner.
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

/** Whether everything of a shop was erased; by the hash of its name. */
export async function hasReceiptOfShop(shopHash: string): Promise<boolean> {
  return (await prisma.redactionReceipt.count({ where: { shopHash } })) > 0
}

export async function writeReceipt(tx: ShopTransaction, receipt: ErasureReceipt): Promise<void> {
  await tx.redactionReceipt.create({ data: receipt })
}

/** The message that asked, which the database lets go only while it is being worked. */
export async function deleteMessage(tx: ShopTransaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT shop_erase_message(${tx.shop}, ${id})`
}

/** A message of a shop that was erased before it came. */
export async function forgetMessage(tx: ShopTransaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT inbox_forget_message(${tx.shop}, ${id})`
}
