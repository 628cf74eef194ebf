import type { Register } from './model.ts'

/** The register as JSON that `importRegister` reads back to the same register, laid out for people and for diffs. */
export const exportRegister = (register: Register): string => `${JSON.stringify(register, null, 2)}\n`
