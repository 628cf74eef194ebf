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
 * Envelope encryption with AES-256-GCM (NIST SP 800-38D): a value is sealed with a data key of its own or of its
 * subject, and the installation's key wraps the data key. Destroying a wrapped data key makes everything sealed with it
 * unreadable, also in every backup.
 *
 * Layout of a sealed value: version (1) | iv (12) | tag (16) | ciphertext
 * Layout of a wrapped key: version (1) | id of the wrapping key (8) | sealed data key
 * Layout of an envelope: length of the wrapped key (2) | wrapped key | sealed value
 *
 * `context` names the value's place (shop, table, id). It is authenticated, so a value that is moved to another row
 * does not open. Since version 2 the bytes before the iv are authenticated too. Values sealed with version 1 still
 * open.
 */

const VERSION = 2
const BEFORE_HEADERS_WERE_AUTHENTICATED = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const KEY_ID_BYTES = 8
const WRAPPED_HEADER_BYTES = 1 + KEY_ID_BYTES
const LENGTH_BYTES = 2
const ENVELOPE = 'envelope'
const ENVELOPES_A_KEY = 1_000

export type DataKey = Buffer & { readonly __brand: 'DataKey' }

export class Unsealable extends Error {
  override name = 'Unsealable'
}

/**
 * The lookup key is stored in the database. Until it is read, nobody can be found, and a search must fail instead of
 * finding nobody.
 */
export class VaultNotOpen extends Error {
  override name = 'VaultNotOpen'
}

/** What identifies a key without revealing it. */
export interface KeyMark {
  /** Hex, 16 characters: it is stored in everything that the key wraps. */
  id: string
  /** Hex, 64 characters: a check value computed with the key. */
  check: string
}

const authenticated = (header: Uint8Array, version: number, context: string): Buffer =>
  version === BEFORE_HEADERS_WERE_AUTHENTICATED
    ? Buffer.from(context)
    : Buffer.concat([header, Buffer.of(version), Buffer.from(context)])

/** A call of the random generator costs more than its bytes, so bytes are generated in advance. Each is used once. */
const POOL_BYTES = 512 * IV_BYTES
let pool = Buffer.alloc(0)

function freshIv(): Buffer {
  if (pool.length < IV_BYTES) pool = randomBytes(POOL_BYTES)
  const iv = pool.subarray(0, IV_BYTES)
  pool = pool.subarray(IV_BYTES)
  return iv
}

/** A KeyObject is four times as fast as a Buffer: worth creating for a key that seals many values. */
function sealWith(
  key: Buffer | KeyObject,
  plaintext: Uint8Array,
  context: string,
  header: Uint8Array = Buffer.of(),
): Buffer {
  const iv = freshIv()
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(authenticated(header, VERSION, context))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([header, Buffer.of(VERSION), iv, cipher.getAuthTag(), ciphertext])
}

function openWith(key: Buffer, bytes: Buffer, context: string, headerBytes = 0): Buffer {
  const version = bytes[headerBytes]
  const [iv, tag, ciphertext] = [1, 1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES].map((at) => headerBytes + at)
  const isKnown = version === VERSION || version === BEFORE_HEADERS_WERE_AUTHENTICATED
  // The version byte before a wrapping key's id is authenticated with the same version. Otherwise the old version
  // number could be written over the new one.
  const isOne = headerBytes === 0 || bytes[0] === version
  if (!isKnown || !isOne || bytes.length < (ciphertext ?? 0)) throw new Unsealable('Not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(iv, tag), { authTagLength: TAG_BYTES })
  decipher.setAAD(authenticated(bytes.subarray(0, headerBytes), version, context))
  decipher.setAuthTag(bytes.subarray(tag, ciphertext))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ciphertext)), decipher.final()])
  } catch {
    throw new Unsealable('Sealed under another key or for another place, or changed since')
  }
}

/** 8 bytes that tell keys apart. */
export const idOf = (key: Buffer) => createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES)

const markOf = (key: Buffer): KeyMark => ({
  id: idOf(key).toString('hex'),
  check: createHmac('sha256', key).update('kept key check').digest('hex'),
})

/** The lookup key of databases from before it was stored: it was derived from the oldest encryption key. */
const derivedLookupKey = (key: Buffer) => Buffer.from(hkdfSync('sha256', key, '', 'kept lookup', KEY_BYTES))

export class Vault {
  readonly #keys: readonly Buffer[]
  readonly #current: Buffer
  readonly #byId: Map<string, Buffer>
  /** The beginning of everything that the current key wraps. */
  readonly #header: Buffer
  #lookupKey: { id: string; key: KeyObject } | undefined
  #envelopeKey: { key: KeyObject; wrapped: Buffer; uses: number } | undefined

  /** Keys are 32 bytes in base64. `retired` keys only open older values; their order does not matter. */
  constructor(current: string, retired: readonly string[] = []) {
    this.#current = Buffer.from(current, 'base64')
    this.#keys = [this.#current, ...retired.map((key) => Buffer.from(key, 'base64'))]
    this.#header = Buffer.concat([Buffer.of(VERSION), idOf(this.#current)])
    this.#byId = new Map(this.#keys.map((key) => [idOf(key).toString('hex'), key]))
  }

  /** The marks of every configured key, the current one first. */
  get marks(): [KeyMark, ...KeyMark[]] {
    const [, ...retired] = this.#keys
    return [markOf(this.#current), ...retired.map(markOf)]
  }

  /** Sets the lookup key. Lookups work from here on. */
  setLookupKey(key: DataKey): void {
    this.#lookupKey = { id: idOf(key).toString('hex'), key: createSecretKey(key) }
  }

  /** The candidates for the lookup key of a database that did not store it, the last configured key's first. */
  derivedLookupKeys(): DataKey[] {
    return this.#keys.map((key) => derivedLookupKey(key) as DataKey).reverse()
  }

  /** Null until the lookup key is set. */
  get lookupKeyId(): string | null {
    return this.#lookupKey?.id ?? null
  }

  newDataKey(): DataKey {
    return randomBytes(KEY_BYTES) as DataKey
  }

  wrap(dataKey: DataKey, context: string): Buffer {
    return sealWith(this.#current, dataKey, context, this.#header)
  }

  unwrap(wrapped: Uint8Array, context: string): DataKey {
    const bytes = Buffer.from(wrapped)
    const key = this.#byId.get(bytes.subarray(1, WRAPPED_HEADER_BYTES).toString('hex'))
    if (!key) throw new Unsealable('Wrapped by a key that is not configured')
    return openWith(key, bytes, context, WRAPPED_HEADER_BYTES) as DataKey
  }

  /** Wraps the same data key with the current key. */
  rewrap(wrapped: Uint8Array, context: string): Buffer {
    return this.wrap(this.unwrap(wrapped, context), context)
  }

  seal(dataKey: DataKey, plaintext: string | Uint8Array, context: string): Buffer {
    return sealWith(dataKey, bytesOf(plaintext), context)
  }

  open(dataKey: DataKey, sealed: Uint8Array, context: string): Buffer {
    return openWith(dataKey, Buffer.from(sealed), context)
  }

  /** Seals with a new data key that is stored, wrapped, beside the value. */
  sealEnvelope(plaintext: string | Uint8Array, context: string): Buffer {
    const { key, wrapped } = this.#nextEnvelopeKey()
    return envelopeOf(wrapped, sealWith(key, bytesOf(plaintext), context))
  }

  /** A data key is used for several envelopes, because wrapping costs as much as sealing. */
  #nextEnvelopeKey() {
    if (!this.#envelopeKey || this.#envelopeKey.uses >= ENVELOPES_A_KEY) {
      const dataKey = this.newDataKey()
      this.#envelopeKey = { key: createSecretKey(dataKey), wrapped: this.wrap(dataKey, ENVELOPE), uses: 0 }
    }
    this.#envelopeKey.uses += 1
    return this.#envelopeKey
  }

  openEnvelope(envelope: Uint8Array, context: string): Buffer {
    const { wrapped, sealed } = partsOf(envelope)
    return this.open(this.unwrap(wrapped, ENVELOPE), sealed, context)
  }

  /** Wraps the envelope's data key with the current key. */
  rewrapEnvelope(envelope: Uint8Array): Buffer {
    const { wrapped, sealed } = partsOf(envelope)
    return envelopeOf(this.rewrap(wrapped, ENVELOPE), sealed)
  }

  /** Whether the current key wrapped this key, in the newest layout. */
  isCurrentKey(wrapped: Uint8Array): boolean {
    return this.#header.equals(wrapped.subarray(0, WRAPPED_HEADER_BYTES))
  }

  isCurrentEnvelope(envelope: Uint8Array): boolean {
    return this.isCurrentKey(partsOf(envelope).wrapped)
  }

  /**
   * A keyed hash that finds a value again without storing it: hex, 64 characters.
   *
   * @throws VaultNotOpen
   */
  lookup(value: string, context: string): string {
    return lookupUnder(this.#lookupKey?.key, value, context)
  }
}

export function lookupUnder(key: Buffer | KeyObject | undefined, value: string, context: string): string {
  if (!key) throw new VaultNotOpen('The key of lookups was not read from the database yet')
  return createHmac('sha256', key).update(`${context}\0${value}`).digest('hex')
}

const bytesOf = (plaintext: string | Uint8Array) => (typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext)

function envelopeOf(wrapped: Buffer, sealed: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt16BE(wrapped.length)
  return Buffer.concat([length, wrapped, sealed])
}

function partsOf(envelope: Uint8Array): { wrapped: Buffer; sealed: Buffer } {
  const bytes = Buffer.from(envelope)
  const end = bytes.length < LENGTH_BYTES ? Number.POSITIVE_INFINITY : LENGTH_BYTES + bytes.readUInt16BE(0)
  if (end > bytes.length) throw new Unsealable('Not an envelope')
  return { wrapped: bytes.subarray(LENGTH_BYTES, end), sealed: bytes.subarray(end) }
}
