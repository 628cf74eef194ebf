import type { ParsedMail } from 'mailparser'
import type { IsoDate } from '../../register/index.ts'
import { dayIn } from '../clock/model.ts'
import { MAX_REQUEST_TEXT } from '../limits.ts'

/** What an e-mail says that a request needs. */
export interface ReadMail {
  /** The sender's address; empty when the e-mail names none, or several. */
  email: string
  /** The subject and the text; what is longer than a request may be is cut off. */
  text: string
  /** The day in its header, at the shop's place: the sender wrote it. Null without one. */
  writtenOn: IsoDate | null
}

/** Parses an e-mail as mail programs save it (`.eml`, RFC 5322). Null when it is none. */
export async function readMail(file: Uint8Array, timeZone: string): Promise<ReadMail | null> {
  // Loaded only here: most processes never read an e-mail.
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(Buffer.from(file), {
    skipImageLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
  })
  const [sender, other] = mail.from?.value ?? []
  if (mail.headers.size === 0 || !sender) return null
  return {
    email: other ? '' : (sender.address ?? ''),
    text: [mail.subject ?? '', textOf(mail)].filter(Boolean).join('\n\n').slice(0, MAX_REQUEST_TEXT),
    writtenOn: mail.date ? dayIn(timeZone, mail.date) : null,
  }
}

const textOf = ({ text }: ParsedMail): string => text?.trim() ?? ''
