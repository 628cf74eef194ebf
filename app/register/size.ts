import { MAX_REGISTER_BYTES } from './limits.ts'
import type { Register } from './model.ts'

const sizeOf = (register: Register): number => Buffer.byteLength(JSON.stringify(register))

/** Whether a register exceeds the limit and did not shrink. Large registers slow down every reader. */
export function isTooLarge(register: Register, before: Register | null = null): boolean {
  const size = sizeOf(register)
  return size > MAX_REGISTER_BYTES && (before === null || size > sizeOf(before))
}
