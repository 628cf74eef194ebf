import { addMinutes } from 'date-fns/addMinutes'
import { findMailState, type OutboxState } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { changeTask, type TaskRow } from '../store.ts'
import { nextLookAt, type RecipientSchedule } from '../timeline/model.ts'
import type { RecipientTaskCode } from '../words.ts'
import { noteOutcome } from './note-outcome.ts'

const LOOK_AGAIN_MINUTES = 2

/** Why a mail did not arrive. */
const CODES = {
  refused: 'mail_refused',
  bounced: 'mail_returned',
  given_up: 'mail_server_away',
  unsent: 'mail_server_away',
} as const satisfies Partial<Record<OutboxState, RecipientTaskCode>>

export interface MailToLookAt {
  task: TaskRow
  mailId: string
  schedule: RecipientSchedule
  now: Date
}

/** What became of the mail to a recipient: the mail server took it, refused it, or sends it back days later. */
export async function lookAtMail(tx: ShopTransaction, looked: MailToLookAt): Promise<void> {
  const { task, mailId, schedule, now } = looked
  const mail = await findMailState(tx, mailId)
  if (mail === 'queued') return changeTask(tx, task.id, { nextAt: addMinutes(now, LOOK_AGAIN_MINUTES) })
  if (mail === 'accepted') {
    if (task.isDelivering) return noteOutcome(tx, { task, outcome: { result: 'sent' }, schedule, now })
    return changeTask(tx, task.id, { nextAt: nextLookAt(task, schedule, now) })
  }
  // It was never there, whatever had been thought.
  const unsent = { ...task, sentAt: task.reminders === 0 ? null : task.sentAt }
  if (unsent.sentAt === null) await changeTask(tx, task.id, { sentAt: null })
  const code = mail === null ? 'mail_server_away' : CODES[mail]
  await noteOutcome(tx, { task: unsent, outcome: { result: 'failed', code, httpStatus: null }, schedule, now })
}
