import { createHash } from 'node:crypto'
import { canonicalLine, type LedgerEvent } from './event.ts'

/** The hash of a leaf of the Merkle tree: SHA-256 of 0x00 and the event's canonical line (RFC 9162 §2.1.1). */
export const leafHash = (event: LedgerEvent): Buffer => leafHashOfLine(canonicalLine(event))

export const leafHashOfLine = (line: string): Buffer => createHash('sha256').update('\0').update(line, 'utf8').digest()
