import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/**
 * Envelope encryption with AES-256-GCM (NIST SP 800-38D): what is sealed is sealed under a data key of its own or of
 * its subject, and the data key is wrapped by the installation's key. Destroying a wrapped data key makes everything
 * under it unreadable, in every backup.
 *
 * Layout of a sealed value:  version (1) | iv (12) | tag (16) | ciphertext
 * Layout of a wrapped key:   version (1) | id of the wrapping key (8) | sealed data key
 * Layout of an envelope:     length of the wrapped key (2) | wrapped key | sealed value
 *
 * `context` names where the value belongs (shop, table, id). It is authenticated, so a value that is moved to another
 * row does not open.
 */

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const KEY_ID_BYTES = 8
const ENVELOPE = 'envelope'
const ENVELOPES_A_KEY = 1_000

export type DataKey = Buffer & { readonly __brand: 'DataKey' }

export class Unsealable extends Error {
  override name = 'Unsealable'
}

/** A KeyObject is four times as fast as its bytes: worth making where a key seals many. */
function sealWith(key: Buffer | KeyObject, plaintext: Uint8Array, context: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), ciphertext])
}

function openWith(key: Buffer, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed)
  if (bytes[0] !== VERSION || bytes.length < 1 + IV_BYTES + TAG_BYTES) throw new Unsealable('Not a sealed value')
  const iv = bytes.subarray(1, 1 + IV_BYTES)
  const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    throw new Unsealable('Sealed under another key or for another place, or changed since')
  }
}

const keyId = (key: Buffer) => createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES)

export class Vault {
  readonly #current: Buffer
  readonly #byId: Map<string, Buffer>
  readonly #lookupKey: KeyObject
  #envelopeKey: { key: KeyObject; wrapped: Buffer; uses: number } | undefined

  /** Keys are 32 bytes in base64. `retired` ones only open what was sealed before. */
  constructor(current: string, retired: readonly string[] = []) {
    this.#current = Buffer.from(current, 'base64')
    const keys = [this.#current, ...retired.map((key) => Buffer.from(key, 'base64'))]
    this.#byId = new Map(keys.map((key) => [keyId(key).toString('hex'), key]))
    // Lookups must survive a rotation of the key, so they hang on the oldest one that is still configured.
    const oldest = keys.at(-1) ?? this.#current
    this.#lookupKey = createSecretKey(Buffer.from(hkdfSync('sha256', oldest, '', 'kept lookup', KEY_BYTES)))
  }

  newDataKey(): DataKey {
    return randomBytes(KEY_BYTES) as DataKey
  }

  wrap(dataKey: DataKey, context: string): Buffer {
    return Buffer.concat([Buffer.of(VERSION), keyId(this.#current), sealWith(this.#current, dataKey, context)])
  }

  unwrap(wrapped: Uint8Array, context: string): DataKey {
    const bytes = Buffer.from(wrapped)
    const key = this.#byId.get(bytes.subarray(1, 1 + KEY_ID_BYTES).toString('hex'))
    if (!key) throw new Unsealable('Wrapped by a key that is not configured')
    return openWith(key, bytes.subarray(1 + KEY_ID_BYTES), context) as DataKey
  }

  seal(dataKey: DataKey, plaintext: string | Uint8Array, context: string): Buffer {
    return sealWith(dataKey, typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext, context)
  }

  open(dataKey: DataKey, sealed: Uint8Array, context: string): Buffer {
    return openWith(dataKey, sealed, context)
  }

  /** Seals under a data key that travels, wrapped, with the value. */
  sealEnvelope(plaintext: string | Uint8Array, context: string): Buffer {
    const { key, wrapped } = this.#nextEnvelopeKey()
    const length = Buffer.alloc(2)
    length.writeUInt16BE(wrapped.length)
    const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext
    return Buffer.concat([length, wrapped, sealWith(key, bytes, context)])
  }

  /** A data key serves a few envelopes: wrapping one costs as much as sealing. */
  #nextEnvelopeKey() {
    if (!this.#envelopeKey || this.#envelopeKey.uses >= ENVELOPES_A_KEY) {
      const dataKey = this.newDataKey()
      this.#envelopeKey = { key: createSecretKey(dataKey), wrapped: this.wrap(dataKey, ENVELOPE), uses: 0 }
    }
    this.#envelopeKey.uses += 1
    return this.#envelopeKey
  }

  openEnvelope(envelope: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(envelope)
    const end = 2 + bytes.readUInt16BE(0)
    return this.open(this.unwrap(bytes.subarray(2, end), ENVELOPE), bytes.subarray(end), context)
  }

  /** A keyed hash that finds a value again without storing it: hex, 64 characters. */
  lookup(value: string, context: string): string {
    return createHmac('sha256', this.#lookupKey).update(`${context}\0${value}`).digest('hex')
  }
}
