/** Signed notes as transparency logs share them: C2SP signed-note (https://c2sp.org/signed-note), Ed25519 signatures. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** The signature type of plain Ed25519. */
const ED25519 = 0x01
const KEY_BYTES = 32
const KEY_ID_BYTES = 4

/** A signer of notes: a name without spaces and `+`, and a public key. */
export interface NoteKey {
  name: string
  /** As RFC 8032 encodes it: 32 bytes. */
  publicKey: Uint8Array
}

/** An Ed25519 public key in DER (SubjectPublicKeyInfo) ends with the 32 bytes of RFC 8032. */
export const rawKey = (der: Uint8Array): Uint8Array => der.subarray(der.length - KEY_BYTES)

/** The first 4 bytes of SHA-256 over the name, a newline, the signature type and the key. */
export function keyIdOf({ name, publicKey }: NoteKey): Buffer {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ED25519)).update(publicKey).digest()
  return hash.subarray(0, KEY_ID_BYTES)
}

/** The form in which verifiers are configured: `name+key id+key`. */
export const verifierKey = (key: NoteKey): string =>
  [key.name, keyIdOf(key).toString('hex'), Buffer.from([ED25519, ...key.publicKey]).toString('base64')].join('+')

/** Parses a verifier key; null when it is not one, or has another key type. */
export function readVerifierKey(vkey: string): NoteKey | null {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(vkey) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) return null
  const key = { name, publicKey: bytes.subarray(1) }
  return keyIdOf(key).toString('hex') === id ? key : null
}

/** @param text ends with a newline */
export function signNote(text: string, key: NoteKey, privateKey: KeyObject): string {
  const signature = Buffer.concat([keyIdOf(key), sign(null, Buffer.from(text), privateKey)])
  return `${text}\n— ${key.name} ${signature.toString('base64')}\n`
}

interface NoteSignature {
  name: string
  keyId: Buffer
  signature: Buffer
}

export interface Note {
  /** The signed text, which ends with a newline. */
  text: string
  signatures: NoteSignature[]
}

/** Witnesses may add signatures. A larger note is not a real one. */
export const MOST_NOTE_BYTES = 64 * 1024
const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/

/** Splits a note into text and signatures, without verification. Null when it is not a note. */
export function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n')
  if (note.length > MOST_NOTE_BYTES || end < 0 || CONTROL.test(note) || !note.endsWith('\n')) return null
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = lines.map(readSignature)
  return signatures.every((signature) => signature !== null) ? { text: note.slice(0, end + 1), signatures } : null
}

function readSignature(line: string): NoteSignature | null {
  const [, name, encoded] = SIGNATURE.exec(line) ?? []
  const bytes = Buffer.from(encoded ?? '', 'base64')
  if (!name || bytes.length <= KEY_ID_BYTES) return null
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) }
}

/**
 * Whether one of these keys signed the note. Signatures of unknown keys are ignored; a wrong signature of a known key
 * makes the whole note invalid, as the format demands.
 */
export function checkNote({ text, signatures }: Note, keys: readonly NoteKey[]): 'signed' | 'unknown' | 'spoilt' {
  let found: 'signed' | 'unknown' = 'unknown'
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && keyIdOf(known).equals(keyId))
    if (!key) continue
    if (!verify(null, Buffer.from(text), keyObjectOf(key.publicKey), signature)) return 'spoilt'
    found = 'signed'
  }
  return found
}

const keyObjectOf = (publicKey: Uint8Array): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  })
