import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { LedgerStatement } from './model.ts'

/** The hash by which the next statement names this one: SHA-256 of its canonical JSON, in hex. */
export const statementHash = (statement: LedgerStatement): string =>
  createHash('sha256').update(canonicalJson(statement)).digest('hex')
