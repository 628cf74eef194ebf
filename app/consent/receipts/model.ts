/**
 * A receipt: one event of the ledger in the terms of ISO/IEC TS 27560:2023, with the proof that the event is in a
 * sealed ledger. Names are those of the register version that was in force, in one language.
 */
import { z } from 'zod'
import type { CountryCode, LegalBasis, RecipientKind, RetentionAction, RetentionTrigger } from '../../register/index.ts'
import type { DecisionSource } from '../ledger/words.ts'
import { sealStatement, signature, signedKey } from '../seals/model.ts'

export const RECEIPT_SCHEMA = 'kept-receipt/1 (ISO/IEC TS 27560:2023)'

const text = z.string().max(5_000)
const line = z.string().max(500)
/** One of the register's words. The list is not checked here, because a receipt outlives the register's versions. */
const word = <Word extends string>() => z.custom<Word>((value) => typeof value === 'string' && value.length <= 100)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** `withdrawn`: refused by a person who had granted it before (GDPR Art. 7(3)). */
const EVENT_STATES = ['given', 'refused', 'withdrawn'] as const
export type EventState = (typeof EVENT_STATES)[number]

const recipient = z.strictObject({
  party_name: line,
  /** Their role for the controller. */
  party_type: word<RecipientKind>(),
  /** ISO 3166-1 alpha-2. */
  party_country: word<CountryCode>().nullable(),
})

const controller = z.strictObject({
  party_name: line,
  party_address: text,
  party_country: word<CountryCode>().nullable(),
  party_email: line.nullable(),
  party_contact: line.nullable(),
  party_url: line.nullable(),
})

const purpose = z.strictObject({
  purpose_id: line,
  purpose_name: text,
  purpose_description: text,
  lawful_basis: word<LegalBasis>(),
  event_state: z.enum(EVENT_STATES),
  pii_types: z.array(text),
  recipients: z.array(recipient),
  /** After how many months, counted from what, what is done. */
  retention_periods: z.array(
    z.strictObject({
      months: z.int().nonnegative(),
      trigger: word<RetentionTrigger>(),
      action: word<RetentionAction>(),
    }),
  ),
})

/** The event exactly as it was sealed: see LedgerEvent. */
const sealedEvent = z.strictObject({
  shop: line,
  position: z.int().nonnegative(),
  id: line,
  subject: line,
  recordedAt: line,
  source: word<DecisionSource>(),
  choices: z.record(line, z.boolean()),
  registerVersion: z.int().nullable(),
  banner: z.strictObject({ hash: line, language: line }).nullable(),
  region: line,
  gpc: z.boolean(),
  shopifyConsentId: line.nullable(),
  previous: line.nullable(),
})

const proof = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('sealed'),
    event: sealedEvent,
    /** From the leaf up, hex: RFC 9162 §2.1.3. The leaf's index is its position less the seal's `from`. */
    audit_path: z.array(sha256).max(64),
    seal: sealStatement,
    seal_signature: signature,
    keys: z.array(signedKey).min(1),
  }),
  z.strictObject({
    state: z.literal('not_sealed_yet'),
    event: sealedEvent,
    /** The time by which it will be sealed, as long as a worker runs. */
    due: z.iso.datetime({ precision: 3 }),
  }),
])

const unsigned = z.strictObject({
  schema_version: z.literal(RECEIPT_SCHEMA),
  record_id: line,
  /** A pseudonym. It leads to a person only with the shop's table of subjects, and nobody can decide with it. */
  pii_principal_id: line,
  shop: line,
  pii_controller: controller.nullable(),
  event: z.strictObject({
    event_time: z.iso.datetime({ precision: 3 }),
    event_type: z.enum(EVENT_STATES),
    /** Where the choice was made. */
    collection_method: word<DecisionSource>(),
    /** ISO 3166-2 without the dash; empty when unknown. */
    jurisdiction: line,
    global_privacy_control: z.boolean(),
  }),
  notice: z.strictObject({
    /** The language of this receipt and, where the notice was shown in it, of the notice (BCP 47). */
    language: line,
    shown_language: line.nullable(),
    banner_hash: line.nullable(),
    register_version: z.int().nullable(),
    register_hash: sha256.nullable(),
  }),
  purposes: z.array(purpose).min(1),
  withdrawal_method: text,
  proof,
})

/** `signature` covers all the rest and is made with the shop's current key, so that no name in it can be exchanged. */
export const receipt = unsigned.extend({ signature: signature.nullable() })

export type UnsignedReceipt = z.infer<typeof unsigned>
export type ConsentReceipt = z.infer<typeof receipt>
export type ReceiptPurpose = z.infer<typeof purpose>
export type Proof = z.infer<typeof proof>
