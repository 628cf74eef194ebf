/** What is known when a recipient is told through the network. Pure. */
import { z } from 'zod'
import { secondsAsked } from '../../platform/endpoint.ts'
import type { OutboundAnswer } from '../../platform/outbound.ts'
import { MAX_TASK_NOTE } from '../limits.ts'
import type { DeliveryOutcome } from '../timeline/model.ts'

const said = z.discriminatedUnion('status', [
  z.object({ status: z.literal('confirmed') }),
  z.object({ status: z.literal('refused'), reason: z.string().trim().min(1).max(MAX_TASK_NOTE) }),
])

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isSuccess = (status: number) => status >= 200 && status < 300
/** Too early, too much, or the server's own fault. */
const isForLater = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500

/**
 * What a receiver's answer means. 2xx: it has the message; with `{"status": "confirmed"}` it has done it, with `refused` and a
 * `reason` it does not. 410: the endpoint is gone for good. Everything else is tried again.
 */
export function outcomeOfWebhook({ status, retryAfter, body }: OutboundAnswer, now: Date): DeliveryOutcome {
  if (isSuccess(status)) {
    const answered = said.safeParse(jsonOf(body))
    if (!answered.success) return { result: 'sent' }
    if (answered.data.status === 'confirmed') return { result: 'confirmed', code: null }
    return { result: 'refused', reason: answered.data.reason }
  }
  if (status === 410) return { result: 'failed', code: 'no_answer', httpStatus: status }
  return {
    result: 'try_later',
    code: 'no_answer',
    httpStatus: status,
    askedSeconds: secondsAsked(retryAfter, now),
  }
}

/** What a tool's error means; null when it is none. 401 and 403: staff have to look at the key. */
export function outcomeOfError({ status, retryAfter }: OutboundAnswer, now: Date): DeliveryOutcome | null {
  if (isSuccess(status)) return null
  if (isForLater(status))
    return { result: 'try_later', code: 'no_answer', httpStatus: status, askedSeconds: secondsAsked(retryAfter, now) }
  const code = status === 401 || status === 403 ? 'key_refused' : 'call_refused'
  return { result: 'failed', code, httpStatus: status }
}
