import {
  findMailCause,
  isMailConfigured,
  type LoggedMail,
  preparedMail,
  readMailLog,
  writtenLanguage,
} from '../mail/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { controllerCountry } from '../register/index.ts'
import { keyOf } from '../subjects/index.ts'
import { answerBy, dayIn, deadlineOf } from './clock/model.ts'
import { workingDaysOf } from './clock/working-days.ts'
import { lifeOf, toldOf } from './lifecycle/events.ts'
import { clockFactsOf } from './lifecycle/read-life.ts'
import { readRequestEvents, readRow } from './lifecycle/store.ts'
import { noticeNamedBy } from './notices/model.ts'
import { noticeValues } from './notices/values.ts'

export interface RequestMails {
  isConfigured: boolean
  /** Newest first. */
  mails: LoggedMail[]
}

/** Which mails were sent about a request, and how each ended. */
export async function readRequestMails(tx: ShopTransaction, requestId: string): Promise<RequestMails> {
  return { isConfigured: isMailConfigured(), mails: await readMailLog(tx, { requestId }) }
}

export interface MailText {
  subject: string
  text: string
}

/**
 * The text of a mail that did not reach the person, for staff to send in another way. It is written anew from what
 * happened, because sent mails are not kept. Null for mails with a link of their own, and once the person is erased.
 */
export async function mailTextOf(tx: ShopTransaction, requestId: string, mailId: string): Promise<MailText | null> {
  const cause = await findMailCause(tx, mailId, requestId)
  const notice = cause && noticeNamedBy(cause.key)
  const row = await readRow(tx, requestId)
  const key = row?.subjectId ? await keyOf(tx, row.subjectId) : null
  if (!cause || !notice || !row || !key) return null
  const events = (await readRequestEvents(tx, row, key)).slice(0, notice.position + 1)
  const event = events[notice.position]
  if (!event) return null
  const life = lifeOf(row.timeZone, events)
  const isWorkingDay = await workingDaysOf((await controllerCountry(tx)) ?? '')
  const deadline = deadlineOf(clockFactsOf(row, life), dayIn(row.timeZone, event.at), isWorkingDay)
  const told = {
    ...{ id: row.id, kind: row.kind, language: row.language, timeZone: row.timeZone, ...toldOf(event) },
    ...{ receivedOn: dayIn(row.timeZone, row.receivedAt), dueOn: deadline.dueOn, answerBy: answerBy(deadline) },
  }
  const language = writtenLanguage(cause.language)
  const { [notice.template]: values } = await noticeValues(tx, told, language)
  if (values === null) return null
  const { subject, text } = await preparedMail(tx, { template: notice.template, language, values })
  return { subject, text }
}
