/** What the lines of a block come to: the part of verifying that costs, and that can be done for each block apart. */
import { hash } from 'node:crypto'
import { BEGINNINGS, closingEntry, erasedEntry, erasedLine, sealEntry } from '../seals/format.ts'
import type { ClosingStatement, SealStatement } from '../seals/model.ts'
import { HASH_BYTES, rootOf } from '../tree/merkle.ts'
import { forEachLine } from './blocks.ts'

/** What an entry says where it belongs, where it says no place of this shop. */
export const UNREADABLE = -1
export const OTHER_SHOP = -2

interface FoundStatement<Said> {
  statement: Said
  signature: string
  leaves: Uint8Array
  /** Whether the leaves come to the root that is signed. */
  rootFits: boolean
}

/** A seal, or a closing in the place of one. */
export type FoundSeal =
  | ({ kind: 'seal' } & FoundStatement<SealStatement>)
  | ({ kind: 'closing' } & FoundStatement<ClosingStatement>)

export type FoundEntry = FoundSeal | { kind: 'unreadable' }

export interface Digest {
  /** How many lines there were. */
  lines: number
  /** The leaf hash of each line that stands for an event, one after the other. */
  hashes: Uint8Array
  /** The position that each of these says it has. */
  claims: Float64Array
  /** How many of these are of erased events. */
  erased: number
  /** Seals and closings, each with how many lines are before it. */
  statements: { at: number; found: FoundEntry }[]
}

export function digestBlock(bytes: Uint8Array, shop: string): Digest {
  const hashes: Uint8Array[] = []
  const claims: number[] = []
  const statements: Digest['statements'] = []
  let [lines, erased] = [0, 0]
  forEachLine(bytes, (line) => {
    const text = Buffer.from(line.buffer, line.byteOffset, line.length)
    if (begins(text, BEGINNINGS.seal) || begins(text, BEGINNINGS.closing)) {
      statements.push({ at: lines, found: readStatement(text) })
    } else {
      const gone = begins(text, BEGINNINGS.erased) ? readErased(text.toString()) : null
      if (gone) erased += 1
      hashes.push(gone ? Buffer.from(gone.leaf, 'hex') : leafHashOf(text))
      claims.push(gone ? gone.position : claimOf(text, shop))
    }
    lines += 1
  })
  return { lines, hashes: Buffer.concat(hashes), claims: Float64Array.from(claims), erased, statements }
}

const begins = (line: Buffer, beginning: string) => line.toString('latin1', 0, beginning.length) === beginning

let scratch = Buffer.alloc(4_096)

/** SHA-256 of 0x00 and the line (RFC 9162 §2.1.1), from its bytes: a line that is no UTF-8 has a hash too. */
export function leafHashOf(line: Uint8Array): Buffer {
  if (line.length >= scratch.length) scratch = Buffer.alloc(2 * line.length)
  scratch.set(line, 1)
  return hash('sha256', scratch.subarray(0, line.length + 1), 'buffer')
}

export function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.length).toString())
  } catch {
    return undefined
  }
}

function claimOf(line: Buffer, shop: string): number {
  const { position, shop: said } = Object(parse(line))
  if (!Number.isSafeInteger(position) || position < 0) return UNREADABLE
  return said === shop ? position : OTHER_SHOP
}

/** Only in the form that Kept writes it in, so that not a sign of it can be changed. */
function readErased(line: string) {
  const read = erasedEntry.safeParse(parse(Buffer.from(line)))
  return read.success && erasedLine(read.data.erased) === `${line}\n` ? read.data.erased : null
}

function readStatement(line: Buffer): FoundEntry {
  const parsed = parse(line)
  const seal = sealEntry.safeParse(parsed)
  if (seal.success) return { kind: 'seal', ...found(seal.data.seal, seal.data) }
  const closing = closingEntry.safeParse(parsed)
  if (closing.success) return { kind: 'closing', ...found(closing.data.closing, closing.data) }
  return { kind: 'unreadable' }
}

function found<Said extends SealStatement | ClosingStatement>(
  statement: Said,
  { signature, leaves }: { signature: string; leaves: Buffer },
): FoundStatement<Said> {
  const whole = leaves.length % HASH_BYTES === 0
  return { statement, signature, leaves, rootFits: whole && rootOf(leaves).toString('hex') === statement.root }
}
