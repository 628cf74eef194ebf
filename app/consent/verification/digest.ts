/**
 * Parses and hashes the lines of a block: the expensive part of verifying, which can run in parallel for each block.
 */
import { hash } from 'node:crypto'
import { BEGINNINGS, closingEntry, erasedEntry, erasedLine, sealEntry } from '../seals/format.ts'
import type { ClosingStatement, SealStatement } from '../seals/model.ts'
import { HASH_BYTES, rootOf } from '../tree/merkle.ts'
import { forEachLine } from './blocks.ts'

/** In place of a position: the entry has no valid position, or belongs to another shop. */
export const UNREADABLE = -1
export const OTHER_SHOP = -2

interface FoundStatement<Said> {
  statement: Said
  signature: string
  leaves: Uint8Array
  /** Whether the leaves give the signed root. */
  rootFits: boolean
}

/** A seal, or a closing in place of one. */
export type FoundSeal =
  | ({ kind: 'seal' } & FoundStatement<SealStatement>)
  | ({ kind: 'closing' } & FoundStatement<ClosingStatement>)

export type FoundEntry = FoundSeal | { kind: 'unreadable' }

export interface Digest {
  /** The number of lines. */
  lines: number
  /** The leaf hash of each event's line, in order. */
  hashes: Uint8Array
  /** The position that each of these lines states. */
  claims: Float64Array
  /** The number of erased events among them. */
  erased: number
  /** Seals and closings, each with the number of lines before it. */
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

/** SHA-256 of 0x00 and the line's bytes (RFC 9162 §2.1.1). A line that is not valid UTF-8 has a hash too. */
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

/** Accepts only the exact form that Kept writes, so that no character can be changed. */
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
