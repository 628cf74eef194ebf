/** An audit: staff have the whole ledger verified as it stands in the database. What it is, and what it can find. */
import { z } from 'zod'
import type { AuditState } from './words.ts'

/** What can be wrong, for people who know neither Merkle trees nor signatures. */
const AUDIT_PROBLEMS = [
  // One record.
  'record_changed',
  'record_removed',
  'record_added',
  'record_moved',
  'record_unreadable',
  'record_after_end',
  // One seal.
  'seal_changed',
  'seal_missing',
  // The keys that sign.
  'key_changed',
  'key_gone',
  // What was known before.
  'end_removed',
  'beginning_changed',
  'witness_changed',
  'witness_of_other_ledger',
] as const
export type AuditProblem = (typeof AUDIT_PROBLEMS)[number]

/** What the ledger was compared with, besides its own seals. */
const AUDIT_WITNESSES = ['tree', 'checkpoint', 'shop', 'audit'] as const
export type AuditWitness = (typeof AUDIT_WITNESSES)[number]

const position = z.int().nonnegative()

const auditFinding = z.object({
  problem: z.enum(AUDIT_PROBLEMS),
  /** Of the first record that is affected. */
  position: position.nullable(),
  /** The number of the seal over it, or of the seal itself. */
  seal: z.int().nonnegative().nullable(),
  /** The record's id, where it is still there. */
  record: z.string().nullable(),
  /** The witness that contradicts the ledger, and the number of records that it knows. */
  witness: z.object({ kind: z.enum(AUDIT_WITNESSES), size: z.int().nullable() }).nullable(),
})
export type AuditFinding = z.infer<typeof auditFinding>

/** Shopify's copy of the last checkpoint: compared, not there (yet), or not to be read just now. */
const SHOP_COPIES = ['compared', 'none', 'unreachable'] as const

/** What was there to check. */
const audited = z.object({
  /** All positions, those of erased people included. */
  length: position,
  seals: z.int().nonnegative(),
  keys: z.int().nonnegative(),
  checkpoints: z.int().nonnegative(),
  /** When the first and the last record were made. */
  first: z.coerce.date().nullable(),
  last: z.coerce.date().nullable(),
  shopCopy: z.enum(SHOP_COPIES),
  /** Whether it was compared with an audit before it. */
  earlierAudit: z.boolean(),
})
export type Audited = z.infer<typeof audited>

/** What an audit found. */
export const auditResult = z.discriminatedUnion('ok', [
  audited.extend({
    ok: z.literal(true),
    erased: z.int().nonnegative(),
    /** Records after the last seal, which nothing proves yet. */
    unsealed: z.int().nonnegative(),
    /** The root of the tree over all sealed positions, in base64, and how many they are: later audits compare with it. */
    size: z.int().nonnegative(),
    root: z.string(),
  }),
  audited.extend({ ok: z.literal(false), finding: auditFinding }),
])
export type AuditResult = z.infer<typeof auditResult>

export interface Audit {
  number: number
  state: AuditState
  askedAt: Date
  finishedAt: Date | null
  /** How many of `length` positions are checked. */
  checked: number
  length: number
  /** Null until it is done. */
  result: AuditResult | null
}

/** What staff see of them. */
export interface AuditStatus {
  /** The newest; null before the first. */
  last: Audit | null
  /** The newest one with a result, where that is another. */
  lastDone: Audit | null
}

export const NO_PLACE = { position: null, seal: null, record: null, witness: null } as const
