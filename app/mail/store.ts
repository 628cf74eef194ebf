import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import type { SubjectId } from '../subjects/index.ts'
import { MAX_SHOWN } from './limits.ts'
import {
  MAIL_REASONS,
  MAIL_STATES,
  MAIL_TEMPLATES,
  type MailReason,
  type MailState,
  type MailTemplate,
  UNDELIVERED,
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

export interface NewMail {
  id: string
  key: string
  template: MailTemplate
  language: string
  requestId: string | null
  subjectId: SubjectId | null
  staffAddress: string | null
  state: MailState
  reason: MailReason | null
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
  subjectId: SubjectId | null
  content: Uint8Array | null
  staffContent: Uint8Array | null
}

/** A mail that is still to be sent; null once it is settled. */
export async function findQueued(tx: ShopTransaction, id: string): Promise<QueuedMail | null> {
  const row = await tx.mail.findFirst({
    where: { id, state: 'queued' satisfies MailState },
    select: { subjectId: true, content: true, staffContent: true },
  })
  return row && { ...row, subjectId: row.subjectId as SubjectId | null }
}

export interface Settled {
  state: Exclude<MailState, 'queued'>
  reason: MailReason | null
  /** The server's status code. */
  detail?: string | null
  at: Date
}

/** How a mail ended. Its content is destroyed. False when it was not in one of the states `from`. */
export async function settleMail(
  tx: ShopTransaction,
  id: string,
  from: readonly MailState[],
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
  /** The address of a member of staff. A person's is only known by their subject. */
  staffAddress: z.string().nullable(),
  state: z.enum(MAIL_STATES),
  reason: z.enum(MAIL_REASONS).nullable(),
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

/** How many mails to people did not arrive since a day. */
export async function countUndelivered(tx: ShopTransaction, since: Date): Promise<number> {
  return tx.mail.count({
    where: { state: { in: [...UNDELIVERED] }, settledAt: { gte: since }, subjectId: { not: null } },
  })
}

/** Takes these subjects out of the log, with whatever was still to be sent to them. */
export async function forgetMailsOf(tx: ShopTransaction, subjects: readonly SubjectId[], at: Date): Promise<void> {
  const theirs = { subjectId: { in: [...subjects] } }
  await tx.mail.updateMany({
    where: { ...theirs, state: 'queued' satisfies MailState },
    data: { state: 'unsent' satisfies MailState, reason: 'erased' satisfies MailReason, settledAt: at },
  })
  await tx.mail.updateMany({ where: theirs, data: { subjectId: null, content: null } })
}

/** How many mails with a key of this beginning were written since. */
export async function countTests(tx: ShopTransaction, keyBegins: string, since: Date): Promise<number> {
  return tx.mail.count({ where: { key: { startsWith: keyBegins }, createdAt: { gte: since } } })
}
