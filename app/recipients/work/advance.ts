import { addDays } from 'date-fns/addDays'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import { installedSince } from '../../shopify/installation.ts'
import { CONNECTIONS } from '../connections/index.ts'
import { changeTask, dueTasks, forgetTask, lockTask, type TaskRow } from '../store.ts'
import { dueStep, nextLookAt, type RecipientSchedule } from '../timeline/model.ts'
import { readSchedule } from '../ways/store.ts'
import { isConnectedTool } from '../words.ts'
import { beginDelivery } from './begin-delivery.ts'
import { lookAtMail } from './look-at-mail.ts'

/** The most tasks in one run. */
const TASKS_AT_ONCE = 200
/** One that cannot be looked at lets the others pass. */
const AGAIN_MS = 3_600_000

/**
 * Takes the next step of every task that is due. Each is a transaction of its own, so several workers may run this at once, be
 * killed, and run it again. Returns how many were looked at.
 */
export async function advanceDueTasks(): Promise<number> {
  const due = await dueTasks(clock.now(), TASKS_AT_ONCE)
  for (const { shop, id } of due) {
    try {
      await forShop(shop, (tx) => advanceTask(tx, id))
    } catch (err) {
      log.error({ err, shop, task: id }, 'a recipient’s task could not be looked at')
      await forShop(shop, (tx) => changeTask(tx, id, { nextAt: new Date(+clock.now() + AGAIN_MS) }))
    }
  }
  return due.length
}

async function advanceTask(tx: ShopTransaction, id: string): Promise<void> {
  const now = clock.now()
  const task = await lockTask(tx, id)
  // Another worker was faster.
  if (!task?.nextAt || task.nextAt > now) return
  const schedule = await readSchedule(tx)
  const step = dueStep(task, schedule, now)
  // A shop that has left is not spoken for; what has to be destroyed is destroyed all the same.
  if (step !== 'forget' && (await installedSince(tx)) === null) return changeTask(tx, id, { nextAt: addDays(now, 1) })
  switch (step) {
    case 'forget':
      return forgetTask(tx, id)
    case 'deliver':
      return deliver(tx, task, schedule, now)
    case 'overdue':
      return lookAgain(tx, { ...task, state: 'overdue', isDelivering: false }, schedule, now)
    case 'remind':
      await changeTask(tx, id, { reminders: task.reminders + 1, delivery: task.delivery + 1, mailId: null })
      return beginDelivery(tx, { id, delivery: task.delivery + 1, tries: 0 }, now)
    case 'look':
      return look(tx, task, schedule, now)
  }
}

/** A mail that was written is sent by its own queue: here it is only looked after. */
const deliver = (tx: ShopTransaction, task: TaskRow, schedule: RecipientSchedule, now: Date) =>
  task.mailId === null ? beginDelivery(tx, task, now) : lookAtMail(tx, { task, mailId: task.mailId, schedule, now })

async function look(tx: ShopTransaction, task: TaskRow, schedule: RecipientSchedule, now: Date): Promise<void> {
  if (task.mailId !== null && task.state === 'sent') return lookAtMail(tx, { task, mailId: task.mailId, schedule, now })
  const { way, state, occasion } = task
  const isChecked = isConnectedTool(way) && state === 'sent' && CONNECTIONS[way].checks[occasion] !== undefined
  if (isChecked) return beginDelivery(tx, { ...task, tries: 0 }, now)
  return lookAgain(tx, task, schedule, now)
}

async function lookAgain(tx: ShopTransaction, task: TaskRow, schedule: RecipientSchedule, now: Date): Promise<void> {
  const { id, state, isDelivering } = task
  await changeTask(tx, id, { state, isDelivering, nextAt: nextLookAt(task, schedule, now) })
}
