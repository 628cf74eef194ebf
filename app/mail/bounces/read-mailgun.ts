/** Mailgun's webhook for permanent failures: its "Webhook Payloads" and "Securing Webhooks" (user manual). */
import { z } from 'zod'
import { type Bounce, bounceReasonOf, lastingStatus } from './model.ts'

export const mailgunCall = z.object({
  signature: z.object({
    timestamp: z.string().max(20),
    token: z.string().min(1).max(100),
    signature: z.string().max(128),
  }),
  'event-data': z.object({
    event: z.string(),
    severity: z.string().optional(),
    'delivery-status': z
      .object({ code: z.number().optional(), 'enhanced-code': z.string().optional() })
      .partial()
      .optional(),
    message: z.object({ headers: z.object({ 'message-id': z.string().max(1_000) }) }),
  }),
})
export type MailgunCall = z.infer<typeof mailgunCall>

/** Null for an event that is no bounce, such as a failure that Mailgun tries to overcome. */
export function bounceFromMailgun({ 'event-data': said }: MailgunCall): Bounce | null {
  if (said.event !== 'failed' || said.severity !== 'permanent') return null
  const status = said['delivery-status']
  const code = lastingStatus(status?.['enhanced-code']) ?? lastingStatus(status?.code)
  return { messageId: said.message.headers['message-id'], reason: bounceReasonOf(code), status: code }
}
