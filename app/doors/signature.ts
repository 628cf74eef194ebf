/**
 * Verifies Shopify's signatures: HMAC-SHA256 with the app's secret, over a webhook's body or over the query of an app
 * proxy call.
 */
import { createHmac, createSecretKey, type Hmac, timingSafeEqual } from 'node:crypto'
import { config } from '../platform/config.ts'

/** The current secret first. Shopify signs with an older one for a while after a rotation. */
const KEYS = [config.SHOPIFY_API_SECRET, ...config.SHOPIFY_API_SECRETS_RETIRED].map((secret) =>
  createSecretKey(Buffer.from(secret)),
)

/** 32 bytes in base64. */
const BASE64 = /^[A-Za-z0-9+/]{43}=$/

/** Hashes a body part by part as it arrives, so that no caller makes the process hash megabytes at once. */
export interface BodySignature {
  update(part: Buffer): void
  /** Whether Shopify signed the parts so far. Call it once, at the end. */
  holds(): boolean
}

/** Null when the header cannot be a signature (X-Shopify-Hmac-SHA256). */
export function bodySignature(hmac: string | undefined): BodySignature | null {
  if (!hmac || !BASE64.test(hmac)) return null
  const given = Buffer.from(hmac, 'base64')
  const running = KEYS.map((key) => createHmac('sha256', key))
  return {
    update: (part) => {
      for (const each of running) each.update(part)
    },
    holds: () => matchesOne(running, given),
  }
}

/** Whether this hex signature belongs to this text. */
export function isSigned(text: string, signature: string): boolean {
  const given = Buffer.from(signature, 'hex')
  return given.length === 32 && KEYS.some((key) => matchesOne([createHmac('sha256', key).update(text)], given))
}

const matchesOne = (running: readonly Hmac[], given: Buffer) =>
  running.some((each) => timingSafeEqual(each.digest(), given))
