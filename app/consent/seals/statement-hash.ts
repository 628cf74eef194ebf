import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { LedgerStatement } from './model.ts'

/** What the next statement of the chain calls this one: SHA-256 of its canonical JSON, as hex. */
export const statementHash = (statement: LedgerStatement): string =>
  createHash('sha256').update(canonicalJson(statement)).digest('hex')
