import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { parseJson } from '../../platform/json.ts'
import { mailNamedBy } from '../message-id.ts'
import { settleMail } from '../store.ts'
import type { Bounce } from './model.ts'
import { bounceFromMail } from './read-dsn.ts'
import { bounceFromMailgun, mailgunCall } from './read-mailgun.ts'
import { bounceFromReport, bounceReport } from './read-report.ts'
import { isFreshlySigned, signatureIn } from './signature.ts'

export interface BounceCall {
  /** Without its parameters. */
  contentType: string
  /** `X-Kept-Signature`; empty where the body brings its own. */
  signature: string
  body: Buffer
}

export type BounceReceived = 'noted' | 'nothing' | 'not_signed' | 'not_understood'

/**
 * Takes what a mail service or a mailbox says of a mail that came back. `nothing`: it concerns no mail of Kept's, or it
 * was noted before.
 *
 * @param secret MAIL_WEBHOOK_SECRET
 */
export async function receiveBounce(call: BounceCall, secret: string): Promise<BounceReceived> {
  const read = call.contentType === 'message/rfc822' ? await readMail(call, secret) : readJson(call, secret)
  if (read === 'not_signed' || read === 'not_understood') return read
  return read !== null && (await noteBounce(read)) ? 'noted' : 'nothing'
}

type Read = Bounce | null | 'not_signed' | 'not_understood'

/** A mail of the mailbox that bounces arrive in. It is parsed only once its signature is known to hold. */
async function readMail(call: BounceCall, secret: string): Promise<Read> {
  return isSigned(call, secret) ? bounceFromMail(call.body) : 'not_signed'
}

function readJson(call: BounceCall, secret: string): Read {
  const content = jsonOf(call.body)
  const mailgun = mailgunCall.safeParse(content)
  if (mailgun.success) {
    const { timestamp, token, signature } = mailgun.data.signature
    const isMailgun = isFreshlySigned(secret, { timestamp, signature, signed: timestamp + token }, clock.now())
    return isMailgun ? bounceFromMailgun(mailgun.data) : 'not_signed'
  }
  if (!isSigned(call, secret)) return 'not_signed'
  const report = bounceReport.safeParse(content)
  return report.success ? bounceFromReport(report.data) : 'not_understood'
}

function isSigned({ signature, body }: BounceCall, secret: string): boolean {
  const signed = signatureIn(signature, body)
  return signed !== null && isFreshlySigned(secret, signed, clock.now())
}

function jsonOf(body: Buffer): unknown {
  try {
    return parseJson(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** A mail that was killed before its acceptance was noted came back all the same. */
async function noteBounce({ messageId, reason, status }: Bounce): Promise<boolean> {
  const mail = mailNamedBy(messageId)
  if (!mail) return false
  const bounced = { state: 'bounced', reason, detail: status, at: clock.now() } as const
  return forShop(mail.shop, (tx) => settleMail(tx, mail.mailId, ['queued', 'accepted'], bounced))
}
