import { isMailConfigured, postMail } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { LINK_MINUTES } from '../limits.ts'

/** A one-time link on its way to the address on file. */
export interface LinkMail {
  to: string
  language: string | null
  link: string
  linkId: string
  subjectId: SubjectId
  requestId: string
}

/** Without a mail server nobody is sent a link: pages say what to do instead. */
export const canSendLinks = isMailConfigured

/** Posts the mail in the transaction that notes the link: one does not go without the other. */
export async function postLinkMail(tx: ShopTransaction, { link, linkId, ...mail }: LinkMail): Promise<void> {
  const values = { minutes: LINK_MINUTES, link }
  await postMail(tx, { ...mail, template: 'identity_link', values, key: `identity_link/${linkId}` })
}
