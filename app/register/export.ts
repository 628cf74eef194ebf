import { MAX_IMPORT_BYTES } from './limits.ts'
import type { Register } from './model.ts'

/**
 * The register as JSON that `importRegister` reads back to the same register, laid out for people and for diffs; in one
 * line where it would be too long with its white space.
 */
export function exportRegister(register: Register): string {
  const laidOut = JSON.stringify(register, null, 2)
  return `${Buffer.byteLength(laidOut) < MAX_IMPORT_BYTES ? laidOut : JSON.stringify(register)}\n`
}
