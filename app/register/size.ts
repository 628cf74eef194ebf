import { MAX_REGISTER_BYTES } from './limits.ts'
import type { Register } from './model.ts'

const sizeOf = (register: Register): number => Buffer.byteLength(JSON.stringify(register))

/** Whether a register is larger than one may be, and did not get smaller: everybody waits for who reads it. */
export function isTooLarge(register: Register, before: Register | null = null): boolean {
  const size = sizeOf(register)
  return size > MAX_REGISTER_BYTES && (before === null || size > sizeOf(before))
}
