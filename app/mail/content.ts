/** What of a mail is sealed until it is sent. */
import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { keyOf, type SubjectId, subjectContext } from '../subjects/index.ts'
import type { QueuedMail } from './store.ts'

const mailContent = z.object({
  /** Empty: as Shopify has it for the customer, when the mail is sent. */
  to: z.string(),
  fromName: z.string(),
  replyTo: z.string().nullable(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
})
export type MailContent = z.infer<typeof mailContent>

/** The context that is authenticated with the content of mails to staff and recipients: nobody's data is in them. */
const staffContext = (shop: string, id: string) => `mail/${shop}/${id}`

type SealedContent = Pick<QueuedMail, 'content' | 'staffContent'>
type ContentToOpen = Pick<QueuedMail, 'subjectId' | 'content' | 'staffContent'>

/** Seals under the person's key, or in an envelope where nobody's data is in it. Null when the person is erased. */
export async function sealContent(
  tx: ShopTransaction,
  { id, subjectId }: { id: string; subjectId: SubjectId | null },
  content: MailContent,
): Promise<SealedContent | null> {
  const written = JSON.stringify(content)
  if (subjectId === null) {
    return { content: null, staffContent: vault.sealEnvelope(written, staffContext(tx.shop, id)) }
  }
  const key = await keyOf(tx, subjectId)
  return key && { content: vault.seal(key, written, subjectContext(tx.shop, subjectId)), staffContent: null }
}

/** Null when nothing is left to send. */
export async function openContent(tx: ShopTransaction, id: string, mail: ContentToOpen): Promise<MailContent | null> {
  const opened = await openBytes(tx, id, mail)
  return opened && mailContent.parse(JSON.parse(opened.toString('utf8')))
}

async function openBytes(tx: ShopTransaction, id: string, { subjectId, content, staffContent }: ContentToOpen) {
  if (staffContent) return vault.openEnvelope(staffContent, staffContext(tx.shop, id))
  const key = subjectId && (await keyOf(tx, subjectId))
  return content && key && subjectId ? vault.open(key, content, subjectContext(tx.shop, subjectId)) : null
}
