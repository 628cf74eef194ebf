import { v7 as uuidv7 } from 'uuid'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { isMailAddress } from '../platform/mail-address.ts'
import { enqueue, within } from '../platform/queue.ts'
import { customerIdOf, type SubjectId } from '../subjects/index.ts'
import { isMailConfigured } from './configured.ts'
import { sealContent } from './content.ts'
import { type MailValues, type MailWording, type WrittenLanguage, writtenLanguage } from './model.ts'
import { mailQueue } from './queues.ts'
import { type RenderedMail, renderMail } from './render.ts'
import { readSender } from './sender.ts'
import { insertMail, type NewMail } from './store.ts'
import { findWording } from './wording/store.ts'
import { isForPerson, isForStaff, type MailTemplate, type OutboxReason } from './words.ts'

export interface OutgoingMail<Template extends MailTemplate = MailTemplate> {
  /** The address; null when nobody knows one. A customer's is then asked of Shopify when the mail is sent. */
  to: string | null
  template: Template
  /** BCP 47. One that Kept does not write becomes the register's own, else English. */
  language: string | null
  values: MailValues[Template]
  /** What causes it. A mail with the same key is never written twice. */
  key: string
  /** Who it is to, whose key seals it; null for staff and recipients. */
  subjectId: SubjectId | null
  requestId: string | null
}

/** Null when the mail was written before, or the person is erased. `isQueued`: it will be sent. */
export type PostedMail = { mailId: string; isQueued: boolean } | null

/**
 * Writes a mail into the outbox and enqueues its sending, once for each `key`, in the caller's transaction. Without a mail
 * server or an address nothing is sent, and the log says why.
 *
 * @throws ZodError when the values are not those of the template
 */
export async function postMail<Template extends MailTemplate>(
  tx: ShopTransaction,
  mail: OutgoingMail<Template>,
): Promise<PostedMail> {
  const { template, subjectId } = mail
  if (isForPerson(template) === (subjectId === null)) throw new Error(`${template} is written to somebody else`)
  return writeMail(tx, mail, await preparedMail(tx, mail))
}

export interface PreparedMail extends RenderedMail {
  language: WrittenLanguage
  fromName: string
  replyTo: string | null
}

/**
 * A mail as it would be sent now, in the shop's name and as staff worded it.
 *
 * @param wording where it is not saved yet
 */
export async function preparedMail<Template extends MailTemplate>(
  tx: ShopTransaction,
  asked: Pick<OutgoingMail<Template>, 'template' | 'language' | 'values'>,
  wording?: MailWording,
): Promise<PreparedMail> {
  const { template, values } = asked
  const sender = await readSender(tx)
  const language = writtenLanguage(asked.language, sender.language)
  const worded = wording ?? (await findWording(tx, { template, language }))
  return {
    ...renderMail({ template, language, values, sender, wording: worded }),
    language,
    fromName: sender.name,
    replyTo: isForStaff(template) ? null : sender.contact,
  }
}

/** Writes a prepared mail into the outbox. */
export async function writeMail(
  tx: ShopTransaction,
  { to, template, key, subjectId, requestId }: Omit<OutgoingMail, 'language' | 'values'>,
  { language, ...content }: PreparedMail,
): Promise<PostedMail> {
  const [mailId, createdAt] = [uuidv7(), clock.now()]
  const isOfCustomer = to === null && subjectId !== null && (await customerIdOf(tx, subjectId)) !== null
  const obstacle = obstacleOf(to, isOfCustomer)
  const sealed = await sealContent(tx, { id: mailId, subjectId }, { to: to ?? '', ...content })
  if (!sealed) return null
  const state: Pick<NewMail, 'state' | 'reason' | 'settledAt' | 'content' | 'staffContent'> = obstacle
    ? { state: 'unsent', reason: obstacle, settledAt: createdAt, content: null, staffContent: null }
    : { state: 'queued', reason: null, settledAt: null, ...sealed }
  const staffAddress = subjectId === null ? to : null
  const mail = { id: mailId, key, template, language, requestId, subjectId, staffAddress, createdAt, ...state }
  if (!(await insertMail(tx, mail))) return null
  if (!obstacle) await enqueue(mailQueue, [{ shop: tx.shop, receivedAt: +createdAt, mailId }], within(tx))
  return { mailId, isQueued: obstacle === null }
}

function obstacleOf(to: string | null, isOfCustomer: boolean): OutboxReason | null {
  if (!isOfCustomer && (to === null || !isMailAddress(to))) return 'no_address'
  return isMailConfigured() ? null : 'not_configured'
}
