/**
 * The format of an exported ledger: JSON lines. The first line is a header with the shop's keys. Then come the events'
 * canonical lines in order, each range followed by its seal. At the end a closing statement covers the events that are
 * not sealed yet.
 */
import { z } from 'zod'
import { canonicalLine } from '../ledger/event.ts'
import type { LedgerEntry } from '../ledger/model.ts'
import {
  type ClosingStatement,
  closingStatement,
  type SealStatement,
  type SignedKey,
  sealStatement,
  signature,
  signedKey,
} from './model.ts'
import type { Signed } from './signature.ts'

const FORMAT = 'kept-ledger'
const FORMAT_VERSION = 1

/** Longer than any line that Kept writes: the leaf hashes of a full seal take 430 kB. */
export const MAX_LINE_BYTES = 1024 * 1024

export const exportHeader = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  shop: z.string().min(1).max(255),
  /** The first key, then each later key with the statement by which the key before introduces it. */
  keys: z.array(signedKey).min(1).max(10_000),
})
export type ExportHeader = z.infer<typeof exportHeader>

/** Stands at the position of an event whose subject was erased. */
const erased = z.strictObject({ leaf: z.string().regex(/^[0-9a-f]{64}$/), position: z.int().nonnegative() })
export const erasedEntry = z.strictObject({ erased })
export type ErasedEntry = z.infer<typeof erasedEntry>['erased']

/** Leaf hashes in order. The root authenticates them, and they tell which event was tampered with. */
const leaves = z.string().transform((text) => Buffer.from(text, 'base64'))
export const sealEntry = z.strictObject({ seal: sealStatement, signature, leaves })
export const closingEntry = z.strictObject({ closing: closingStatement, signature, leaves })

/** How the lines of each kind begin. Every other line is an event. */
export const BEGINNINGS = { erased: '{"erased":', seal: '{"seal":', closing: '{"closing":' } as const

const line = (value: object) => `${JSON.stringify(value)}\n`

export const headerLine = (shop: string, keys: readonly SignedKey[]): string =>
  line({ format: FORMAT, version: FORMAT_VERSION, shop, keys: [...keys] } satisfies ExportHeader)

export const erasedLine = ({ leaf, position }: ErasedEntry): string => line({ erased: { leaf, position } })

export const entryLine = (entry: LedgerEntry): string =>
  entry.kind === 'event'
    ? `${canonicalLine(entry.event)}\n`
    : erasedLine({ leaf: entry.leafHash.toString('hex'), position: entry.position })

export const sealLine = ({ statement, signature }: Signed<SealStatement>, leaves: Buffer): string =>
  line({ seal: statement, signature, leaves: leaves.toString('base64') })

export const closingLine = ({ statement, signature }: Signed<ClosingStatement>, leaves: Buffer): string =>
  line({ closing: statement, signature, leaves: leaves.toString('base64') })
