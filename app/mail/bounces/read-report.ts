/** A bounce in Kept's own JSON, for mail services that call with a format of their own through a small relay. */
import { z } from 'zod'
import { type Bounce, bounceReasonOf, lastingStatus } from './model.ts'

export const bounceReport = z.strictObject({
  messageId: z.string().max(1_000),
  /** `550` or `5.1.1`. */
  status: z.string().max(20).optional(),
})

export function bounceFromReport({ messageId, status }: z.infer<typeof bounceReport>): Bounce {
  const code = lastingStatus(status)
  return { messageId, reason: bounceReasonOf(code), status: code }
}
