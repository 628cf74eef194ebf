/** Signs webhooks as Standard Webhooks 1.0.0 does, so that receivers can use its libraries. */
import { createHmac } from 'node:crypto'
import { keyOfWebhookSecret } from '../ways/webhook-secret.ts'

export interface WebhookToSign {
  /** The same for every try of one message: a receiver that knows it has done its work. */
  id: string
  sentAt: Date
  body: string
}

const hmac = (secret: string, signed: string) =>
  createHmac('sha256', keyOfWebhookSecret(secret)).update(signed).digest('base64')

/** The headers of a signed call. With several secrets there is a signature of each, and a receiver checks any. */
export function signatureHeaders(secrets: readonly string[], { id, sentAt, body }: WebhookToSign) {
  const seconds = Math.floor(+sentAt / 1_000)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => `v1,${hmac(secret, `${id}.${seconds}.${body}`)}`).join(' '),
  }
}
