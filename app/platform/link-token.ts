/** The secrets of one-time links and of the visits that they begin: `id` finds the row, only a hash of the secret is stored. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const ID_BYTES = 16
const SECRET_BYTES = 32
const TOKEN = /^[A-Za-z0-9_-]{64}$/

export interface LinkToken {
  /** UUID of the link. */
  id: string
  secret: Buffer
}

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES)

export const hashOfSecret = (secret: Uint8Array): Buffer => createHash('sha256').update(secret).digest()

export const isSecretOf = (secret: Uint8Array, hash: Uint8Array): boolean =>
  hash.length === SECRET_BYTES && timingSafeEqual(hashOfSecret(secret), hash)

/** 64 characters that need no escaping in an address. */
export const writtenToken = ({ id, secret }: LinkToken): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), secret]).toString('base64url')

/** Null for what no link has. */
export function readToken(text: string): LinkToken | null {
  if (!TOKEN.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  const hex = bytes.subarray(0, ID_BYTES).toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { id, secret: bytes.subarray(ID_BYTES) }
}

export const isLinkToken = (text: string): boolean => TOKEN.test(text)
