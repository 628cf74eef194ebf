/** Signs webhooks as Standard Webhooks 1.0.0 does, so that receivers can use its libraries. */
import { createHmac, randomBytes } from 'node:crypto'
import type { OutboundAnswer, SendOut } from './outbound.ts'

/** As Standard Webhooks write a symmetric secret. */
const PREFIX = 'whsec_'
const SECRET_BYTES = 32

export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`

const keyOfWebhookSecret = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64')

interface WebhookToSign {
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

interface SignedCall {
  endpoint: string
  /** The newest first. */
  secrets: readonly string[]
  id: string
  /** JSON. */
  body: string
}

/**
 * POSTs a signed webhook.
 *
 * @throws OutboundRefused, and whatever the network says
 */
export const postSigned = (
  send: SendOut,
  { endpoint, secrets, id, body }: SignedCall,
  now: Date,
): Promise<OutboundAnswer> =>
  send({
    method: 'POST',
    url: endpoint,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Kept',
      ...signatureHeaders(secrets, { id, sentAt: now, body }),
    },
    body,
  })
