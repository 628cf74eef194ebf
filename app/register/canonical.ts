import { createHash } from 'node:crypto'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { Register } from './model.ts'

export { canonicalJson }

/** The hash that identifies a published version: SHA-256 of the register's canonical JSON, as 64 hex digits. */
export const contentHash = (register: Register): string =>
  createHash('sha256').update(canonicalJson(register)).digest('hex')
