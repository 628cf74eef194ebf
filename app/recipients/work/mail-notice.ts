import { addMinutes } from 'date-fns/addMinutes'
import { type MailValues, postMail, writtenLanguage } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { controllerSignature } from '../../register/index.ts'
import { answerLink } from '../deliver/link.ts'
import type { TaskSecret } from '../secret.ts'
import { changeTask, type TaskRow } from '../store.ts'
import { RECIPIENT_TEXTS } from '../texts.ts'
import { overdueAt } from '../timeline/model.ts'
import { readSchedule } from '../ways/store.ts'
import { NOTICE_ARTICLES } from '../words.ts'
import { noteOutcome } from './note-outcome.ts'

interface NoticeToMail {
  task: TaskRow
  secret: TaskSecret
  now: Date
}

/** What the mail says. It names nobody: the page behind its link does. */
export async function noticeMail(tx: ShopTransaction, { task, secret }: Omit<NoticeToMail, 'now'>) {
  const language = writtenLanguage((await controllerSignature(tx)).language)
  const values: MailValues['recipient_notice'] = {
    article: NOTICE_ARTICLES[task.occasion],
    occasion: RECIPIENT_TEXTS[language].occasions[task.occasion],
    reference: task.id,
    answerBy: overdueAt(task, await readSchedule(tx))
      .toISOString()
      .slice(0, 10),
    link: answerLink(tx.shop, task.id, secret),
  }
  const template = task.reminders > 0 ? ('recipient_reminder' as const) : ('recipient_notice' as const)
  return { template, language, values }
}

const LOOK_AFTER_MINUTES = 1

/** Writes the mail into the outbox, once for each message of the task. */
export async function mailNotice(tx: ShopTransaction, { task, secret, now }: NoticeToMail): Promise<void> {
  const { id, address, delivery, requestId } = task
  const key = `recipient/${id}/${delivery}`
  const posted = await postMail(tx, {
    to: address,
    key,
    requestId,
    subjectId: null,
    ...(await noticeMail(tx, { task, secret })),
  })
  if (posted && !posted.isQueued) {
    const code = address === null ? 'no_address' : 'no_mail_server'
    return noteOutcome(tx, { task, outcome: { result: 'by_hand', code }, schedule: await readSchedule(tx), now })
  }
  if (posted) await changeTask(tx, id, { mailId: posted.mailId, nextAt: addMinutes(now, LOOK_AFTER_MINUTES) })
}
