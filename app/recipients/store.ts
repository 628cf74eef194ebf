/** The tasks of telling recipients. */
import type { RecipientTask } from '@prisma/client'
import { z } from 'zod'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { type SealedTask, taskKeyContext } from './secret.ts'
import {
  type ENDED_STATES,
  NOTICE_OCCASIONS,
  RECIPIENT_TASK_CODES,
  RECIPIENT_TASK_STATES,
  RECIPIENT_WAYS,
  type RecipientTaskCode,
  type RecipientTaskState,
} from './words.ts'

/** What a change of the installation's key must reach. */
export const TASK_KEYS: SealedColumn = {
  table: 'recipient_tasks',
  column: 'wrapped_key',
  id: 'id',
  idType: 'uuid',
  holds: 'key',
  contextOf: taskKeyContext,
  rowsAStep: 500,
}
export const TASK_NOTES: SealedColumn = {
  table: 'recipient_tasks',
  column: 'note',
  id: 'id',
  idType: 'uuid',
  holds: 'envelope',
  rowsAStep: 200,
}

const words = z.object({
  occasion: z.enum(NOTICE_OCCASIONS),
  way: z.enum(RECIPIENT_WAYS),
  state: z.enum(RECIPIENT_TASK_STATES),
  code: z.enum(RECIPIENT_TASK_CODES).nullable(),
})

export type TaskRow = Omit<RecipientTask, keyof z.infer<typeof words>> & z.infer<typeof words>

const rowOf = (row: RecipientTask): TaskRow => ({ ...row, ...words.parse(row) })

export type NewTask = Pick<
  TaskRow,
  'id' | 'occasion' | 'occasionId' | 'requestId' | 'recipientId' | 'name' | 'address' | 'way' | 'state' | 'code'
> &
  Pick<TaskRow, 'createdAt' | 'settledAt' | 'isDelivering' | 'nextAt' | 'linkHash' | 'linkUntil'> &
  (SealedTask | { wrappedKey: null; secret: null })

/** False when the recipient has a task of this occasion already. */
export async function insertTask(tx: ShopTransaction, task: NewTask): Promise<boolean> {
  const { count } = await tx.recipientTask.createMany({ data: [{ ...task, shop: tx.shop }], skipDuplicates: true })
  return count === 1
}

/** The task, locked until the transaction ends: two workers at once do not both take a step. */
export async function lockTask(tx: ShopTransaction, id: string): Promise<TaskRow | null> {
  await tx.$queryRaw`SELECT 1 FROM recipient_tasks WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  return findTask(tx, id)
}

export async function findTask(tx: ShopTransaction, id: string): Promise<TaskRow | null> {
  const row = await tx.recipientTask.findFirst({ where: { id } })
  return row && rowOf(row)
}

export type TasksWanted = { occasionId: string } | { requestId: string }

/** The most tasks that a page shows: a register has no more recipients. */
const MOST_TASKS = 500

export async function findTasks(tx: ShopTransaction, wanted: TasksWanted): Promise<TaskRow[]> {
  const rows = await tx.recipientTask.findMany({
    where: 'occasionId' in wanted ? { occasionId: wanted.occasionId } : { requestId: wanted.requestId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST_TASKS,
  })
  return rows.map(rowOf)
}

export type TaskChange = Partial<
  Pick<
    TaskRow,
    | 'way'
    | 'address'
    | 'state'
    | 'code'
    | 'httpStatus'
    | 'sentAt'
    | 'settledAt'
    | 'settledBy'
    | 'reminders'
    | 'delivery'
    | 'tries'
    | 'isDelivering'
    | 'nextAt'
    | 'mailId'
    | 'note'
  >
>

export async function changeTask(tx: ShopTransaction, id: string, change: TaskChange): Promise<void> {
  await tx.recipientTask.updateMany({ where: { id }, data: change })
}

/** What is destroyed when nobody needs to know any more whom a task is about. */
const FORGOTTEN = { wrappedKey: null, secret: null } as const

/** How a task ended. Who it was about is destroyed. */
export async function endTask(
  tx: ShopTransaction,
  id: string,
  change: TaskChange & { state: (typeof ENDED_STATES)[number]; settledAt: Date },
): Promise<void> {
  await tx.recipientTask.updateMany({ where: { id }, data: { ...change, ...FORGOTTEN, isDelivering: false } })
}

/** Destroys whom a task is about and what was written about it. It is not looked at again. */
export async function forgetTask(tx: ShopTransaction, id: string): Promise<void> {
  await giveUpUnsent(tx, { id })
  await tx.recipientTask.updateMany({
    where: { id },
    data: { ...FORGOTTEN, note: null, isDelivering: false, nextAt: null },
  })
}

/** What was not sent before it was forgotten whom it is about cannot be sent any more. */
async function giveUpUnsent(tx: ShopTransaction, which: { id: string } | { occasionId: string }): Promise<void> {
  const failed = { state: 'failed' satisfies RecipientTaskState, code: 'forgotten' satisfies RecipientTaskCode }
  await tx.recipientTask.updateMany({
    where: { ...which, state: 'to_send' satisfies RecipientTaskState },
    data: { ...failed, isDelivering: false },
  })
}

/** Destroys whom the tasks of an occasion are about. Those that still had to be told cannot be told any more. */
export async function forgetTaskSecrets(tx: ShopTransaction, { occasionId }: { occasionId: string }): Promise<void> {
  await giveUpUnsent(tx, { occasionId })
  await tx.recipientTask.updateMany({ where: { occasionId }, data: { ...FORGOTTEN, note: null } })
}

const due = z.object({ shop: shopDomain, id: z.uuid() })

/** Tasks of all shops that are to be looked at, those that waited the longest first. Reads one index. */
export async function dueTasks(at: Date, most: number): Promise<{ shop: ShopDomain; id: string }[]> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT shop, id FROM recipient_due_tasks(${at}, ${most}::int)`
  return rows.map((row) => due.parse(row))
}

/** Recipients who did not answer in time, or could not be told. */
export interface SilentRecipients {
  count: number
  /** Where the one is seen to who is silent for the longest. */
  first: { requestId: string | null; occasionId: string } | null
}

/** Whom staff have to ask in another way. */
export async function silentRecipients(tx: ShopTransaction): Promise<SilentRecipients> {
  const where = { state: { in: ['overdue', 'failed'] satisfies RecipientTaskState[] } }
  const first = await tx.recipientTask.findFirst({
    where,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { requestId: true, occasionId: true },
  })
  return { count: first ? await tx.recipientTask.count({ where }) : 0, first }
}
