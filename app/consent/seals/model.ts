/**
 * The signed statements about a ledger. Each is signed as its canonical JSON, and its `type` tells it from the others.
 */
import { z } from 'zod'

/** The most positions that one seal covers. */
export const EVENTS_A_SEAL = 10_000

/** The longest time that an event waits for its seal while a worker runs. */
export const SEAL_EVERY_MS = 60_000

const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const moment = z.iso.datetime({ precision: 3 })
const shop = z.string().min(1).max(255)
const base64 = z.base64().max(200)

/**
 * The key that signs the seals from number `firstSeal` on. The key before signs this statement; the first key signs its
 * own.
 */
const keyStatement = z.strictObject({
  type: z.literal('kept-ledger-key'),
  shop,
  number: count,
  /** Ed25519, as SubjectPublicKeyInfo in DER and base64. */
  publicKey: base64,
  firstSeal: count,
  /** The fingerprint of the key before. */
  previous: sha256.nullable(),
  createdAt: moment,
})

/** The positions `from` until before `to`, and the root of the Merkle tree (RFC 9162) over their leaf hashes. */
const range = { shop, from: count, to: count, root: sha256, key: sha256 }

export const sealStatement = z.strictObject({
  type: z.literal('kept-ledger-seal'),
  ...range,
  number: count,
  /** SHA-256 of the canonical JSON of the seal before. */
  previous: sha256.nullable(),
  sealedAt: moment,
})

/**
 * What an export states about the positions that are not sealed yet, in place of a seal. The last closing ends the
 * file, so that nobody can cut off its end unnoticed.
 */
export const closingStatement = z.strictObject({
  type: z.literal('kept-ledger-export'),
  ...range,
  /** The hash of the seal before, or of the closing before. */
  previous: sha256.nullable(),
  exportedAt: moment,
  last: z.boolean(),
})

export type KeyStatement = z.infer<typeof keyStatement>
export type SealStatement = z.infer<typeof sealStatement>
export type ClosingStatement = z.infer<typeof closingStatement>
export type LedgerStatement = KeyStatement | SealStatement | ClosingStatement

/** Ed25519 (RFC 8032), in base64. */
export const signature = z.base64().length(88)

export const signedKey = z.strictObject({ statement: keyStatement, signature })
export type SignedKey = z.infer<typeof signedKey>

/** A signing key as staff see it. */
export interface SigningKey {
  number: number
  /** SHA-256 of the public key's DER, as 64 hex digits. */
  fingerprint: string
  createdAt: Date
  /** The first seal that it signs. */
  firstSeal: number
}

/** An event that has waited this long for its seal will not be sealed until a person has looked. */
export const STUCK_AFTER_MS = 5 * 60_000

/** Why sealing has stopped. */
export interface StuckSealing {
  /** The first position without a seal. */
  from: number
  /** When the first waiting event was recorded; null when the waiting events are gone. */
  since: Date | null
  /**
   * The position that holds no event, or more than one, because somebody changed the tables; null when the ledger is
   * whole, which means that no worker runs.
   */
  position: number | null
  /** How many positions were sealed when the seals from `from` on were deleted; null when none were. */
  rolledBack: number | null
}

/** How far a shop's ledger is sealed. */
export interface SealState {
  /** Positions, those of erased events included. */
  length: number
  /** Every position before this one is sealed. */
  sealedUntil: number
  lastSeal: { number: number; sealedAt: Date; root: string } | null
  /** Null until the first seal. */
  currentKey: SigningKey | null
  /** Oldest first. Verifiers pin the first key. */
  formerKeys: SigningKey[]
  /** Null while sealing works. */
  stuck: StuckSealing | null
}
