/** What staff choose for an address, and what follows from each try. Pure. */
import { z } from 'zod'
import { nextTryAt, secondsAsked } from '../platform/endpoint.ts'
import type { OutboundAnswer } from '../platform/outbound.ts'
import { FAILING_DAYS, MAX_OUTGOING_URL, MAX_SHOWN_ANSWER } from './limits.ts'
import { type EndpointState, OUTGOING_EVENTS, type OutgoingCode } from './words.ts'

export const typedEndpoint = z.strictObject({
  url: z.string().trim().min(1).max(MAX_OUTGOING_URL),
  events: z
    .array(z.enum(OUTGOING_EVENTS))
    .min(1)
    .transform((events) => OUTGOING_EVENTS.filter((event) => events.includes(event))),
})
export type TypedEndpoint = z.infer<typeof typedEndpoint>

/** Minutes between the tries of one delivery: together four days. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 180, 360, 720, 1_440, 1_440, 1_440] as const

/** What one try came to. */
export type TryOutcome =
  | { result: 'delivered'; httpStatus: number; answer: string }
  | { result: 'gone'; httpStatus: number; answer: string }
  | {
      result: 'failed'
      httpStatus: number | null
      code: OutgoingCode | null
      answer: string
      askedSeconds: number | null
    }

/** Any 2xx: the receiver has it. 410: it wants nothing any more. Everything else is tried again. */
export function outcomeOf({ status, body, retryAfter }: OutboundAnswer, now: Date): TryOutcome {
  const answered = { httpStatus: status, answer: body.slice(0, MAX_SHOWN_ANSWER) }
  if (status >= 200 && status < 300) return { result: 'delivered', ...answered }
  if (status === 410) return { result: 'gone', ...answered }
  return { result: 'failed', code: null, askedSeconds: secondsAsked(retryAfter, now), ...answered }
}

/** When the delivery is tried next; null when it is given up. */
export const retryDeliveryAt = (tries: number, askedSeconds: number | null, now: Date): Date | null =>
  nextTryAt(BACK_OFF_MINUTES, { tries, askedSeconds }, now)

export interface EndpointHealth {
  state: EndpointState
  succeededAt: Date | null
  /** Null while it answers. */
  failingSince: Date | null
  failures: number
  /** Nothing is sent to it before: an address that is away is not asked for each event. */
  waitUntil: Date | null
}

const DAY_MS = 86_400_000
const FIRST_WAIT_MS = 10_000
const LONGEST_WAIT_MS = 15 * 60_000
/** Fewer say nothing about an address, however long ago the first was. */
const FAILURES_TO_END = 10

/** How an address stands after a try. */
export function healthAfter(before: EndpointHealth, outcome: TryOutcome, now: Date): EndpointHealth {
  if (outcome.result === 'delivered')
    return { ...before, succeededAt: now, failingSince: null, failures: 0, waitUntil: null }
  if (outcome.result === 'gone') return { ...before, state: before.state === 'on' ? 'gone' : before.state }
  const failures = before.failures + 1
  const failingSince = before.failingSince ?? now
  const isLong = +now - +failingSince >= FAILING_DAYS * DAY_MS && failures >= FAILURES_TO_END
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(before.failures, 20), LONGEST_WAIT_MS)
  return {
    ...before,
    state: before.state === 'on' && isLong ? 'failing' : before.state,
    failingSince,
    failures,
    waitUntil: new Date(+now + wait),
  }
}
