import { randomBytes } from 'node:crypto'

/** As Standard Webhooks write a symmetric secret. */
const PREFIX = 'whsec_'
const SECRET_BYTES = 32

export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`

export const keyOfWebhookSecret = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64')
