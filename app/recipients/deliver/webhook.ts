import type { SendOut } from '../../platform/outbound.ts'
import type { DeliveryOutcome } from '../timeline/model.ts'
import { outcomeOfWebhook } from './model.ts'
import { signatureHeaders } from './signature.ts'

export interface WebhookCall {
  endpoint: string
  /** The newest first. */
  secrets: readonly string[]
  id: string
  content: object
}

/**
 * @throws OutboundRefused, and whatever the network says
 */
export async function sendWebhook(send: SendOut, call: WebhookCall, now: Date): Promise<DeliveryOutcome> {
  const body = JSON.stringify(call.content)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Kept',
    ...signatureHeaders(call.secrets, { id: call.id, sentAt: now, body }),
  }
  return outcomeOfWebhook(await send({ method: 'POST', url: call.endpoint, headers, body }), now)
}
