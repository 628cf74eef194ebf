import { z } from 'zod'
import { prisma, type ShopTransaction } from '../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import type { ReminderStage } from './model.ts'

const due = z.object({ shop: shopDomain, id: z.uuid() })

/** Requests of all shops that are to be looked at, those that waited the longest first. Reads one index. */
export async function dueReminders(at: Date, most: number): Promise<{ shop: ShopDomain; id: string }[]> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT shop, id FROM request_due_reminders(${at}, ${most}::int)`
  return rows.map((row) => due.parse(row))
}

/** Whether the request is still to be looked at: another process may have been faster. */
export async function isStillDue(tx: ShopTransaction, id: string, at: Date): Promise<boolean> {
  return (await tx.dataSubjectRequest.count({ where: { id, remindAt: { lte: at } } })) > 0
}

export async function setReminder(tx: ShopTransaction, id: string, remindAt: Date | null): Promise<void> {
  await tx.dataSubjectRequest.updateMany({ where: { id }, data: { remindAt } })
}

/** False when staff were told of this stage before. */
export async function insertReminder(
  tx: ShopTransaction,
  reminder: { requestId: string; round: number; stage: ReminderStage; at: Date },
): Promise<boolean> {
  const { count } = await tx.requestReminder.createMany({
    data: [{ shop: tx.shop, ...reminder }],
    skipDuplicates: true,
  })
  return count === 1
}
