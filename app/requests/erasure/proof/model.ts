/**
 * The proof of an erasure: a signed head with the hash of each part, and the parts. So a verifier can say which part was
 * changed. It holds no personal data: the person is there as hashes.
 */
import { z } from 'zod'
import { signature, signedKey } from '../../../consent/seals/model.ts'
import { ERASURE_GROUPS, type ErasureGroup, type Fate, STEP_STATES, type StepNote } from '../model.ts'

export const PROOF_FORMAT = 'kept-erasure-proof'

/** Longer than any proof that Kept writes. */
export const MOST_PROOF_BYTES = 1024 * 1024

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const moment = z.iso.datetime({ precision: 3 })
const day = z.iso.date()
const line = z.string().max(2_000)
/** One of a closed list's words. The list is not checked: a proof outlives the versions of Kept. */
const word = z.string().regex(/^[A-Za-z0-9_.:-]{1,100}$/)
const count = z.int().nonnegative()

const fate = z.discriminatedUnion('fate', [
  z.strictObject({ fate: z.literal('erased_now') }),
  z.strictObject({ fate: z.literal('pending_at_shopify'), until: day }),
  z.strictObject({
    fate: z.literal('archived'),
    until: day.nullable(),
    holds: z.array(z.strictObject({ keeps: line, law: line, until: day.nullable() })).max(100),
  }),
  z.strictObject({ fate: z.literal('kept_as_hash') }),
  z.strictObject({ fate: z.literal('by_hand'), task: line }),
  z.strictObject({ fate: z.literal('not_readable'), scope: line }),
  z.strictObject({ fate: z.literal('nothing_held') }),
]) satisfies z.ZodType<Fate>

const group = z.strictObject({
  group: z.enum(ERASURE_GROUPS),
  /** As the plan said; null for a group that the plan did not name. */
  fate: fate.nullable(),
  /** What was done; null where nothing is done in this group. */
  outcome: z
    .strictObject({
      state: z.enum(STEP_STATES),
      count,
      /** Shopify's code. */
      code: line.nullable(),
      /** Who did it by hand. */
      by: line.optional(),
      at: moment,
    })
    .nullable(),
})

const about = z.strictObject({
  /** SHA-256 over the erasure's id and the keyed hash of each thing by which the shop knew the person. */
  person: z.array(sha256).max(1_000),
  origin: word,
  request: z.uuid().nullable(),
  plannedAt: moment.nullable(),
  confirmedAt: moment.nullable(),
  /** Shopify's id of the member of staff; null where a rule of the shop, or Shopify, did. */
  confirmedBy: line.nullable(),
  /** When the person was answered. */
  answeredAt: moment.nullable(),
  /** When Kept destroyed the person's key. */
  keptErasedAt: moment.nullable(),
})

const shopify = z.strictObject({
  state: word,
  requestedAt: moment.nullable(),
  heldUntil: day.nullable(),
  /** The day by which Shopify should have erased. */
  erasedBy: day.nullable(),
  redactSeenAt: moment.nullable(),
  settledAt: moment.nullable(),
  settledBy: line.nullable(),
  code: line.nullable(),
})

const recipient = z.strictObject({ id: line, name: line, state: word, at: moment.nullable() })

const proofParts = z.strictObject({
  about,
  groups: z.array(group).max(ERASURE_GROUPS.length),
  shopify,
  recipients: z.array(recipient).max(1_000),
})
export type ProofParts = z.infer<typeof proofParts>

const proofHead = z.strictObject({
  type: z.literal(PROOF_FORMAT),
  shop: z.string().min(1).max(255),
  erasure: z.uuid(),
  version: z.int().min(1).max(1_000),
  /** The hashes of the heads of all earlier versions, the first one first. */
  earlier: z.array(sha256).max(1_000),
  key: sha256,
  writtenAt: moment,
  /** Nothing more happens by itself: no later version is to be expected. */
  settled: z.boolean(),
  /** In order; the name says which part it is. */
  parts: z.array(z.strictObject({ name: line, hash: sha256 })).max(2_000),
})
export type ProofHead = z.infer<typeof proofHead>

/** What a proof's file holds, as canonical JSON (RFC 8785). */
export const proofFile = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  head: proofHead,
  signature,
  keys: z.array(signedKey).min(1).max(10_000),
  ...proofParts.shape,
})
export type ProofFile = z.infer<typeof proofFile>

/** The parts by name, in the order in which the head lists them. */
export function namedParts({ about, groups, shopify, recipients }: ProofParts): { name: string; says: object }[] {
  return [
    { name: 'about', says: about },
    ...groups.map((says) => ({ name: `group ${says.group}`, says })),
    { name: 'shopify', says: shopify },
    ...recipients.map((says) => ({ name: `recipient ${says.id}`, says })),
  ]
}

/** What the proof of an erasure says, as the erasure's own tables have it. */
export interface ErasureRecord {
  erasureId: string
  requestId: string | null
  /** Keyed hashes of who it was. */
  lookups: readonly string[]
  origin: string
  plannedAt: Date | null
  confirmedAt: Date | null
  confirmedBy: string | null
  answeredAt: Date | null
  keptErasedAt: Date | null
  plan: readonly { group: ErasureGroup; fate: Fate }[]
  steps: readonly (StepNote & { group: ErasureGroup; at: Date })[]
  shopify: {
    state: string
    requestedAt: Date | null
    heldUntil: string | null
    erasedBy: string | null
    redactSeenAt: Date | null
    settledAt: Date | null
    settledBy: string | null
    code: string | null
  }
  recipients: readonly { id: string; name: string; state: string; at: Date | null }[]
  /** Nothing more happens by itself. */
  isSettled: boolean
}

/** A version of a proof as pages show it. */
export interface ProofVersion {
  erasureId: string
  requestId: string | null
  version: number
  writtenAt: Date
  isSettled: boolean
}
