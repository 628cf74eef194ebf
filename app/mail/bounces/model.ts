/** A mail that came back, whoever says so. Pure. */
import type { BounceReason } from '../words.ts'

export interface Bounce {
  /** Of the mail that came back. */
  messageId: string
  reason: BounceReason
  /** The status code (RFC 3463), `5.1.1`, or the reply code of SMTP, `550`; null where neither is given. */
  status: string | null
}

/** RFC 3463; a text beside it names addresses, so only the code is kept. */
const ENHANCED = /^5\.(\d{1,3})\.(\d{1,3})$/
const REPLY = /^5\d\d$/

/** Why a mail came back, by its status code. */
export function bounceReasonOf(status: string | null): BounceReason {
  const [, subject, detail] = ENHANCED.exec(status ?? '') ?? []
  if (subject === '1' || status === '550' || status === '551') return 'unknown_address'
  if ((subject === '2' && detail === '2') || status === '552') return 'mailbox_full'
  if (subject === '7' || status === '554') return 'blocked'
  return 'other'
}

/** A status code of a failure that lasts; null for anything else. */
export const lastingStatus = (status: string | number | null | undefined): string | null => {
  const text = String(status ?? '').trim()
  return ENHANCED.test(text) || REPLY.test(text) ? text : null
}
