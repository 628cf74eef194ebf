/** What Shopify signs with the app's secret: HMAC-SHA256 over a webhook's body, or over the query of an app proxy call. */
import { createHmac, createSecretKey, type Hmac, timingSafeEqual } from 'node:crypto'
import { config } from '../platform/config.ts'

/** The secret in use first. Shopify goes on signing with an older one for a while after a rotation. */
const KEYS = [config.SHOPIFY_API_SECRET, ...config.SHOPIFY_API_SECRETS_RETIRED].map((secret) =>
  createSecretKey(Buffer.from(secret)),
)

/** 32 bytes in base64. */
const BASE64 = /^[A-Za-z0-9+/]{43}=$/

/** Checks a body part by part as it arrives, so that nobody makes the process hash megabytes at once. */
export interface BodySignature {
  update(part: Buffer): void
  /** Whether Shopify signed what was seen. To be asked once, at the end. */
  holds(): boolean
}

/** Null: no signature can look like this (X-Shopify-Hmac-SHA256). */
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

/** Whether this signature, in hex, is of this text. */
export function isSigned(text: string, signature: string): boolean {
  const given = Buffer.from(signature, 'hex')
  return given.length === 32 && KEYS.some((key) => matchesOne([createHmac('sha256', key).update(text)], given))
}

const matchesOne = (running: readonly Hmac[], given: Buffer) =>
  running.some((each) => timingSafeEqual(each.digest(), given))
