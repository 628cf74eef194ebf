import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { config } from './config.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  attachments?: { filename: string; content: string }[]
  /** The same message sent again carries the same id, so that mail programs recognise the copy. */
  messageId: string
}

/** The server refused this mail for good (SMTP 5xx). */
export class MailRefused extends Error {
  override name = 'MailRefused'
}

/** A delivery job is given up after minutes, so the server has to answer much sooner. */
const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 }

export type SendMail = (mail: Mail) => Promise<void>

/**
 * Sends through an SMTP server.
 *
 * @param url `smtp://` or `smtps://`; `from`: the sender's address
 */
export function mailerOf(url: string, from: string): SendMail {
  const transport = createTransport({ url, ...TIMEOUTS }, { from, disableFileAccess: true, disableUrlAccess: true })
  return async (mail) => {
    try {
      await transport.sendMail(mail)
    } catch (error) {
      throw refusalIn(error) ?? error
    }
  }
}

const smtpAnswer = z.object({ responseCode: z.number().min(500).max(599), code: z.enum(['EENVELOPE', 'EMESSAGE']) })

/** Only errors about the mail itself: a server that refuses Kept's login may accept it later. */
const refusalIn = (error: unknown): MailRefused | null => {
  const answered = smtpAnswer.safeParse(error)
  return answered.success ? new MailRefused(`The mail server refused the mail: ${answered.data.responseCode}`) : null
}

let mailer: SendMail | undefined

/**
 * Sends through the configured SMTP server.
 *
 * @throws MailRefused; Error when none is configured, or it could not be reached
 */
export async function sendMail(mail: Mail): Promise<void> {
  if (!config.SMTP_URL) throw new Error('SMTP_URL is not set: mail cannot be sent')
  mailer ??= mailerOf(config.SMTP_URL, config.MAIL_FROM)
  await mailer(mail)
}
