import type { SendOut } from '../../platform/outbound.ts'
import { postSigned } from '../../platform/webhook-signature.ts'
import type { DeliveryOutcome } from '../timeline/model.ts'
import { outcomeOfWebhook } from './model.ts'

interface WebhookCall {
  endpoint: string
  /** The newest first. */
  secrets: readonly string[]
  id: string
  content: object
}

/**
 * @throws OutboundRefused, and whatever the network says
 */
export const sendWebhook = async (
  send: SendOut,
  { content, ...call }: WebhookCall,
  now: Date,
): Promise<DeliveryOutcome> =>
  outcomeOfWebhook(await postSigned(send, { ...call, body: JSON.stringify(content) }, now), now)
