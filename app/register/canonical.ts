import { createHash } from 'node:crypto'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { Register } from './model.ts'

export { canonicalJson }

/** What a published version of the register is known by: the SHA-256 of its canonical JSON, as 64 hex digits. */
export const contentHash = (register: Register): string =>
  createHash('sha256').update(canonicalJson(register)).digest('hex')
