import { createTransport, type Transporter } from 'nodemailer'
import { config } from './config.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  /** The same message sent again carries the same id, so that a mailbox can tell. */
  messageId: string
}

let transport: Transporter | undefined

/** Sends through the configured SMTP server. Throws when none is configured or it does not take the mail. */
export async function sendMail(mail: Mail): Promise<void> {
  if (!config.SMTP_URL) throw new Error('SMTP_URL is not set: mail cannot be sent')
  transport ??= createTransport(config.SMTP_URL, {
    from: config.MAIL_FROM,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  await transport.sendMail(mail)
}
