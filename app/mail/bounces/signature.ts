/** Who may report a bounce: whoever knows the installation's MAIL_WEBHOOK_SECRET. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signature that somebody saw once is worth nothing later. */
const MAX_AGE_SECONDS = 15 * 60

const HEX = /^[0-9a-f]{64}$/i

interface Signed {
  /** Seconds since 1970. */
  timestamp: string
  /** HMAC-SHA256 in hex. */
  signature: string
  signed: Uint8Array | string
}

/** Whether the signature is one of the secret's, over this text, and fresh. */
export function isFreshlySigned(secret: string, { timestamp, signature, signed }: Signed, now: Date): boolean {
  const age = Math.abs(+now / 1_000 - Number(timestamp))
  if (!/^\d{1,12}$/.test(timestamp) || age > MAX_AGE_SECONDS || !HEX.test(signature)) return false
  const expected = createHmac('sha256', secret).update(signed).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}

const HEADER = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i

/** The header `X-Kept-Signature: t=SECONDS,v1=HEX`, over `SECONDS.BODY`. */
export function signatureIn(header: string, body: Uint8Array): Signed | null {
  const [, timestamp, signature] = HEADER.exec(header) ?? []
  if (!timestamp || !signature) return null
  return { timestamp, signature, signed: Buffer.concat([Buffer.from(`${timestamp}.`), body]) }
}
