/** What is signed about a ledger. Each statement is signed as its canonical JSON, in which `type` keeps them apart. */
import { z } from 'zod'

/** A seal covers at most so many positions. */
export const EVENTS_A_SEAL = 10_000

/** An event waits at most so long for its seal, as long as a worker runs. */
export const SEAL_EVERY_MS = 60_000

const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const moment = z.iso.datetime({ precision: 3 })
const shop = z.string().min(1).max(255)
const base64 = z.base64().max(200)

/** The key that the seals from number `firstSeal` on are signed with. Signed with the key before; the first, with itself. */
const keyStatement = z.strictObject({
  type: z.literal('kept-ledger-key'),
  shop,
  number: count,
  /** Ed25519, as SubjectPublicKeyInfo in DER and base64. */
  publicKey: base64,
  firstSeal: count,
  /** Fingerprint of the key before. */
  previous: sha256.nullable(),
  createdAt: moment,
})

/** Positions `from` until just before `to`, and the root of the Merkle tree (RFC 9162) over their leaf hashes. */
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
 * What an export says of the positions that are not sealed yet, in the place of a seal. The last one ends the file, so
 * that nobody can cut something off unseen.
 */
export const closingStatement = z.strictObject({
  type: z.literal('kept-ledger-export'),
  ...range,
  /** Of the seal before, or of the closing before. */
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

/** An event that has waited so long for its seal waits in vain, until somebody has looked. */
export const STUCK_AFTER_MS = 5 * 60_000

/** Why nothing more is sealed. */
export interface StuckSealing {
  /** The first position without a seal. */
  from: number
  /** When the first of the events that wait was recorded; null where they are gone. */
  since: Date | null
  /**
   * The position that holds no event, or more than one, because somebody was at the tables; null where the ledger is
   * whole, and so nothing runs that would seal it.
   */
  position: number | null
  /** How many positions were sealed, where the seals from `from` on were taken away; null where none were. */
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
  /** The oldest first. The first key of all is what a verifier pins. */
  formerKeys: SigningKey[]
  /** Null while sealing goes on. */
  stuck: StuckSealing | null
}
