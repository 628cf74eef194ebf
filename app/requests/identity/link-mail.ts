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
  /** Whoever is known by now only comes back. */
  isIdentified: boolean
}

/** Without a mail server nobody is sent a link: pages say what to do instead. */
export const canSendLinks = isMailConfigured

/** Posts the mail in the transaction that notes the link: one does not go without the other. */
export async function postLinkMail(
  tx: ShopTransaction,
  { link, linkId, isIdentified, ...mail }: LinkMail,
): Promise<void> {
  const template = isIdentified ? 'your_link' : 'identity_link'
  await postMail(tx, { ...mail, template, values: { minutes: LINK_MINUTES, link }, key: `${template}/${linkId}` })
}
