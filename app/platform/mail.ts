import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { clock } from './clock.ts'
import { config } from './config.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  attachments?: { filename: string; content: string }[]
  /** The same message sent again carries the same id, so that mail programs recognise the copy. */
  messageId: string
  /** Whose name stands beside the sender's address; otherwise the one of the configuration. */
  fromName?: string
  /** Where answers go. */
  replyTo?: string | null
  /** Where readers choose not to get such mails (RFC 2369); null where there is nothing to choose. */
  unsubscribeUrl?: string | null
}

/** The server refused this mail for good (SMTP 5xx). */
export class MailRefused extends Error {
  override name = 'MailRefused'
  /** The server's code, such as `550`. */
  readonly status: string

  constructor(status: string) {
    super(`The mail server refused the mail: ${status}`)
    this.status = status
  }
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
  const address = addressOf(from)
  return async ({ fromName, replyTo, unsubscribeUrl, ...mail }) => {
    try {
      await transport.sendMail({
        ...mail,
        ...(fromName && { from: { name: fromName, address } }),
        ...(replyTo && { replyTo }),
        ...(unsubscribeUrl && { list: { unsubscribe: { url: unsubscribeUrl, comment: '' } } }),
        // RFC 3834: an absent reader's program does not answer it.
        headers: { 'auto-submitted': 'auto-generated' },
        date: clock.now(),
      })
    } catch (error) {
      throw refusalIn(error) ?? error
    }
  }
}

/** The address in `Kept <no-reply@example.com>`. */
const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

const smtpAnswer = z.object({ responseCode: z.number().min(500).max(599), code: z.enum(['EENVELOPE', 'EMESSAGE']) })

/** Only errors about the mail itself: a server that refuses Kept's login may accept it later. */
const refusalIn = (error: unknown): MailRefused | null => {
  const answered = smtpAnswer.safeParse(error)
  return answered.success ? new MailRefused(String(answered.data.responseCode)) : null
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
