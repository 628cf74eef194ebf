import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import type { SubjectId } from '../subjects/index.ts'
import { MAX_SHOWN } from './limits.ts'
import {
  MAIL_TEMPLATES,
  type MailTemplate,
  OUTBOX_REASONS,
  OUTBOX_STATES,
  type OutboxReason,
  type OutboxState,
} from './words.ts'

/** The envelopes of mails to staff, which a rotation of the installation's key must reach. */
export const STAFF_MAILS: SealedColumn = {
  table: 'mails',
  column: 'staff_content',
  id: 'id',
  idType: 'uuid',
  holds: 'envelope',
  rowsAStep: 200,
}

const templateName = z.enum(MAIL_TEMPLATES)

export interface NewMail {
  id: string
  key: string
  template: MailTemplate
  language: string
  requestId: string | null
  subjectId: SubjectId | null
  staffAddress: string | null
  state: OutboxState
  reason: OutboxReason | null
  createdAt: Date
  settledAt: Date | null
  content: Uint8Array | null
  staffContent: Uint8Array | null
}

/** False when a mail with this key was written before. */
export async function insertMail(tx: ShopTransaction, { content, staffContent, ...mail }: NewMail): Promise<boolean> {
  const { count } = await tx.mail.createMany({
    data: [
      {
        ...mail,
        shop: tx.shop,
        content: content && new Uint8Array(content),
        staffContent: staffContent && new Uint8Array(staffContent),
      },
    ],
    skipDuplicates: true,
  })
  return count === 1
}

export interface QueuedMail {
  template: MailTemplate
  subjectId: SubjectId | null
  requestId: string | null
  content: Uint8Array | null
  staffContent: Uint8Array | null
}

/** A mail that is still to be sent; null once it is settled. */
export async function findQueued(tx: ShopTransaction, id: string): Promise<QueuedMail | null> {
  const row = await tx.mail.findFirst({
    where: { id, state: 'queued' satisfies OutboxState },
    select: { subjectId: true, content: true, staffContent: true, template: true, requestId: true },
  })
  return row && { ...row, template: templateName.parse(row.template), subjectId: row.subjectId as SubjectId | null }
}

/** How far a mail is; null when there is none. */
export async function findMailState(tx: ShopTransaction, id: string): Promise<OutboxState | null> {
  const row = await tx.mail.findFirst({ where: { id }, select: { state: true } })
  return row && z.enum(OUTBOX_STATES).parse(row.state)
}

export interface Settled {
  state: Exclude<OutboxState, 'queued'>
  reason: OutboxReason | null
  /** The server's status code. */
  detail?: string | null
  at: Date
}

/** How a mail ended. Its content is destroyed. False when it was not in one of the states `from`. */
export async function settleMail(
  tx: ShopTransaction,
  id: string,
  from: readonly OutboxState[],
  { state, reason, detail = null, at }: Settled,
): Promise<boolean> {
  const { count } = await tx.mail.updateMany({
    where: { id, state: { in: [...from] } },
    data: { state, reason, detail, settledAt: at, content: null, staffContent: null },
  })
  return count === 1
}

const loggedMail = z.object({
  id: z.string(),
  template: z.enum(MAIL_TEMPLATES),
  language: z.string(),
  /** The address of a member of staff or of a recipient of data. A person's is only known by their subject. */
  staffAddress: z.string().nullable(),
  state: z.enum(OUTBOX_STATES),
  reason: z.enum(OUTBOX_REASONS).nullable(),
  detail: z.string().nullable(),
  createdAt: z.date(),
  settledAt: z.date().nullable(),
})
export type LoggedMail = z.infer<typeof loggedMail>

/** The mails about a request, newest first. */
export async function readMailLog(tx: ShopTransaction, { requestId }: { requestId: string }): Promise<LoggedMail[]> {
  const rows = await tx.mail.findMany({
    where: { requestId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_SHOWN,
  })
  return rows.map((row) => loggedMail.parse(row))
}

/** The newest mail to one of these people that a server took; null when there is none. */
export async function lastMailTo(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
): Promise<{ at: Date; template: MailTemplate } | null> {
  const row = await tx.mail.findFirst({
    where: { subjectId: { in: [...subjects] }, state: 'accepted' satisfies OutboxState },
    orderBy: { settledAt: 'desc' },
    select: { settledAt: true, template: true },
  })
  return row?.settledAt ? { at: row.settledAt, template: templateName.parse(row.template) } : null
}

/** States in which staff thought that a mail was on its way, and it did not arrive. */
const FAILED = ['refused', 'bounced', 'given_up'] as const satisfies OutboxState[]

export interface FailedMails {
  count: number
  /** The request of the newest one. */
  requestId: string | null
}

/** Mails to people that did not arrive since a day. */
export async function failedMails(tx: ShopTransaction, since: Date): Promise<FailedMails> {
  const where = { state: { in: [...FAILED] }, settledAt: { gte: since }, subjectId: { not: null } }
  const newest = await tx.mail.findFirst({ where, orderBy: { settledAt: 'desc' }, select: { requestId: true } })
  return { count: newest ? await tx.mail.count({ where }) : 0, requestId: newest?.requestId ?? null }
}

/** Takes these subjects out of the log, with whatever was still to be sent to them. */
export async function forgetMailsOf(tx: ShopTransaction, subjects: readonly SubjectId[], at: Date): Promise<void> {
  const theirs = { subjectId: { in: [...subjects] } }
  await tx.mail.updateMany({
    where: { ...theirs, state: 'queued' satisfies OutboxState },
    data: { state: 'unsent' satisfies OutboxState, reason: 'erased' satisfies OutboxReason, settledAt: at },
  })
  await tx.mail.updateMany({ where: theirs, data: { subjectId: null, content: null } })
}

/** How many mails with a key of this beginning were written since. */
export async function countTests(tx: ShopTransaction, keyBegins: string, since: Date): Promise<number> {
  return tx.mail.count({ where: { key: { startsWith: keyBegins }, createdAt: { gte: since } } })
}

const mailCause = z.object({ key: z.string(), template: z.enum(MAIL_TEMPLATES), language: z.string() })

/** What caused a mail about a request; null when there is none. */
export async function findMailCause(tx: ShopTransaction, mailId: string, requestId: string) {
  const row = await tx.mail.findFirst({ where: { id: mailId, requestId } })
  return row && mailCause.parse(row)
}
