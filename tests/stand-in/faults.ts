import { z } from 'zod'

const userErrorDetail = z.object({
  field: z.array(z.string()).nullish(),
  message: z.string(),
  code: z.string().nullish(),
})

export const faultRequest = z.object({
  /** A root field such as `shopPolicyUpdate`, or the name of the app's operation. */
  operation: z.string().min(1),
  kind: z.enum(['throttled', '500', 'timeout', 'userError']),
  /** How many calls fail. */
  times: z.number().int().positive().default(1),
  /** How many calls pass before. */
  after: z.number().int().nonnegative().default(0),
  /** What a `userError` says; its code must be one of the mutation's. */
  userError: userErrorDetail.optional(),
})

export type FaultRequest = z.infer<typeof faultRequest>

/** Failures that a test asked for: the app's calls fail as Shopify's do, a given number of times. */
export class Faults {
  #pending: FaultRequest[] = []

  add(fault: FaultRequest): void {
    this.#pending.push({ ...fault })
  }

  clear(): void {
    this.#pending = []
  }

  /** Counts a call to these operations; the fault it must meet, if any. */
  meet(operations: readonly string[]): FaultRequest | undefined {
    for (const fault of this.#pending) {
      if (!operations.includes(fault.operation)) continue
      if (fault.after > 0) {
        fault.after -= 1
        continue
      }
      fault.times -= 1
      if (fault.times === 0) this.#pending = this.#pending.filter((one) => one !== fault)
      return fault
    }
    return undefined
  }
}
