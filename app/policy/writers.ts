import type { PolicyDocument } from './model.ts'
import { cookiePageOf, policyOf } from './policy.ts'

/** The function that writes each document from a register. */
export const WRITERS = { policy: policyOf, cookies: cookiePageOf } satisfies Record<
  PolicyDocument['document'],
  typeof policyOf
>
