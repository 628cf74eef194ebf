import type { ShopTransaction } from '../../platform/db.ts'
import { sealNote } from '../secret.ts'
import { changeTask, endTask, type TaskRow } from '../store.ts'
import { type DeliveryOutcome, forgottenAt, nextLookAt, type RecipientSchedule, retryAt } from '../timeline/model.ts'

export interface Delivered {
  task: TaskRow
  outcome: DeliveryOutcome
  schedule: RecipientSchedule
  now: Date
}

/** What a delivery changes. In the transaction that locked the task. */
export async function noteOutcome(tx: ShopTransaction, { task, outcome, schedule, now }: Delivered): Promise<void> {
  const { id } = task
  const ended = { settledAt: now, nextAt: forgottenAt(task), httpStatus: null }
  switch (outcome.result) {
    case 'sent': {
      const sent = { state: task.state === 'overdue' ? task.state : 'sent', sentAt: task.sentAt ?? now } as const
      const change = { ...sent, code: null, httpStatus: null, isDelivering: false }
      return changeTask(tx, id, { ...change, nextAt: nextLookAt({ ...task, ...change }, schedule, now) })
    }
    case 'confirmed':
      return endTask(tx, id, { ...ended, state: 'confirmed', code: outcome.code, sentAt: task.sentAt ?? now })
    case 'refused': {
      const note = sealNote({ shop: tx.shop, id }, outcome.reason)
      return endTask(tx, id, { ...ended, state: 'refused', code: null, sentAt: task.sentAt ?? now, note })
    }
    case 'try_later': {
      const { code, httpStatus, askedSeconds } = outcome
      const nextAt = retryAt(task.tries, askedSeconds, now)
      if (nextAt) return changeTask(tx, id, { code, httpStatus, nextAt })
      return stop(tx, task, { code, httpStatus }, schedule, now)
    }
    case 'failed':
      return stop(tx, task, outcome, schedule, now)
    case 'by_hand': {
      const change = { state: 'by_hand', code: outcome.code, httpStatus: null, isDelivering: false } as const
      return changeTask(tx, id, { ...change, nextAt: nextLookAt({ ...task, ...change }, schedule, now) })
    }
  }
}

/** What was never sent has failed. A reminder or a check that failed takes nothing back. */
function stop(
  tx: ShopTransaction,
  task: TaskRow,
  { code, httpStatus }: Pick<TaskRow, 'code' | 'httpStatus'>,
  schedule: RecipientSchedule,
  now: Date,
): Promise<void> {
  const state = task.sentAt === null ? 'failed' : task.state
  const change = { state, code, httpStatus, isDelivering: false } as const
  return changeTask(tx, task.id, { ...change, nextAt: nextLookAt({ ...task, ...change }, schedule, now) })
}
