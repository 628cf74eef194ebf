import { config } from '../../platform/config.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'

/** A one-time link on its way to the address on file. */
export interface LinkMail {
  to: string
  language: string | null
  link: string
  linkId: string
  subjectId: SubjectId
  requestId: string
}

export type PostLinkMail = (tx: ShopTransaction, mail: LinkMail) => Promise<void>

/** Without a mail server nobody is sent a link: pages say what to do instead. */
export const canSendLinks = (): boolean => config.SMTP_URL !== undefined

/** Until the mail capability is there. */
export const postLinkMail: PostLinkMail = async () => {
  throw new Error('Mail is not built yet')
}
