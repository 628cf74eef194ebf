import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { LedgerStatement } from './model.ts'

/**
 * The fingerprint of a public key in DER, which people compare. `openssl pkey -pubin -outform DER | sha256sum` gives
 * the same.
 */
export const fingerprintOf = (publicKey: Uint8Array): string => createHash('sha256').update(publicKey).digest('hex')

export function newKeyPair(): { publicKey: Buffer; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey }
}

/** An Ed25519 key from its DER; null for anything else. */
export function readPublicKey(publicKey: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

/** Everything is signed as its canonical JSON. */
export const signJson = (signed: object, privateKey: KeyObject): string =>
  sign(null, Buffer.from(canonicalJson(signed)), privateKey).toString('base64')

export const isSignedBy = (signed: object, signature: string, publicKey: KeyObject): boolean =>
  verify(null, Buffer.from(canonicalJson(signed)), publicKey, Buffer.from(signature, 'base64'))

export interface Signed<Said extends LedgerStatement> {
  statement: Said
  signature: string
}

export const signStatement = <Said extends LedgerStatement>(statement: Said, privateKey: KeyObject): Signed<Said> => ({
  statement,
  signature: signJson(statement, privateKey),
})
