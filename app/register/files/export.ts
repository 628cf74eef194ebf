import { MAX_IMPORT_BYTES } from '../limits.ts'
import type { Register } from '../model.ts'

/**
 * The register as JSON that `importRegister` reads back unchanged, indented for people and diffs; on one line when the
 * indented text would be too long.
 */
export function exportRegister(register: Register): string {
  const laidOut = JSON.stringify(register, null, 2)
  return `${Buffer.byteLength(laidOut) < MAX_IMPORT_BYTES ? laidOut : JSON.stringify(register)}\n`
}
