import { z } from 'zod'
import { isMailConfigured, preparedMail } from '../mail/index.ts'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { canDo } from './connections/index.ts'
import { MAX_TASK_NOTE } from './limits.ts'
import { actsOn, beginningOf } from './model.ts'
import { openTask, sealNote } from './secret.ts'
import { changeTask, endTask, findTask, lockTask, type TaskRow, type TasksWanted } from './store.ts'
import { forgottenAt } from './timeline/model.ts'
import { readWaysInUse, type WayInUse } from './ways/read.ts'
import { beginDelivery } from './work/begin-delivery.ts'
import { noticeMail } from './work/mail-notice.ts'

/** What staff do with a task. `note`: what they did, when, with whom. */
export const taskAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('mark_done'), task: z.uuid(), note: z.string().trim().min(1).max(MAX_TASK_NOTE) }),
  z.object({ act: z.literal('send_again'), task: z.uuid() }),
])
type TypedTaskAct = z.infer<typeof taskAct>

export type TaskActResult = { ok: true } | { ok: false; reason: 'changed_since' }

/** The page shows tasks of one request or of one occasion: no other page's task is acted on from it. */
const belongsTo = (task: TaskRow, of: TasksWanted): boolean =>
  'requestId' in of ? task.requestId === of.requestId : task.occasionId === of.occasionId

const CHANGED: TaskActResult = { ok: false, reason: 'changed_since' }

/** Does what staff chose, if it can still be done. */
export async function actOnTask(
  tx: ShopTransaction,
  of: TasksWanted,
  typed: TypedTaskAct,
  staffId: string,
): Promise<TaskActResult> {
  const task = await lockTask(tx, typed.task)
  if (!task || !belongsTo(task, of)) return CHANGED
  const today = (await readWaysInUse(tx)).get(task.recipientId)
  if (!actsOn(task.state, today?.way ?? null, task.secret !== null).includes(typed.act)) return CHANGED
  if (typed.act === 'send_again') return today ? sendAgain(tx, task, today) : CHANGED
  const { id } = task
  const note = sealNote({ shop: tx.shop, id }, typed.note)
  const settled = { settledAt: clock.now(), settledBy: staffId, nextAt: forgottenAt(task) }
  await endTask(tx, id, { ...settled, state: 'done_by_hand', code: null, httpStatus: null, note })
  return { ok: true }
}

/** As the recipient is told today: its contact or its key may be another one by now. */
async function sendAgain(tx: ShopTransaction, task: TaskRow, today: WayInUse): Promise<TaskActResult> {
  const secret = openTask(tx, task)
  if (!secret) return CHANGED
  const { id, occasion } = task
  const { way, address, hasCredential } = today
  const { person } = secret
  const facts = { way, address, hasCredential, person, occasion, canDo, isMailConfigured: isMailConfigured() }
  const begun = beginningOf(facts)
  const again = { delivery: task.delivery + 1, tries: 0 }
  const anew = { httpStatus: null, mailId: null, sentAt: null, reminders: 0 }
  await changeTask(tx, id, { ...again, ...anew, ...begun, way, address })
  if (begun.state === 'to_send') await beginDelivery(tx, { id, ...again }, clock.now())
  return { ok: true }
}

export interface NoticeText {
  address: string | null
  subject: string
  text: string
}

/** The notice as a mail would say it, for staff to send themselves. Null once it is forgotten whom it is about. */
export async function noticeText(tx: ShopTransaction, of: TasksWanted, taskId: string): Promise<NoticeText | null> {
  const task = await findTask(tx, taskId)
  const secret = task && belongsTo(task, of) ? openTask(tx, task) : null
  if (!task || !secret) return null
  const { subject, text } = await preparedMail(tx, await noticeMail(tx, { task, secret }))
  return { address: task.address, subject, text }
}
