import { z } from 'zod'
import { isReservedKey } from '../platform/json.ts'
import { MAX_ID, MAX_LANGUAGE_TAG, MOST_CHOICES } from '../register/limits.ts'
import type { VisitorId } from '../subjects/index.ts'
import { SURFACES } from './ledger/words.ts'

/** The form of the hash that names a banner version. */
export const BANNER_HASH = /^[a-f0-9]{8,64}$/

/**
 * A key in the object of choices: the id of one of the register's purposes, or one of Shopify's signals for the
 * banner's own questions. Keys with a meaning in JavaScript are refused.
 */
export const purposeKey = z
  .string()
  .max(MAX_ID)
  .regex(/^[a-z][a-z0-9_-]*$/)
  .refine((key) => !isReservedKey(key))

/** The random id that the visitor's browser keeps as a secret. */
export const visitorId = z.uuid().transform((id) => id as VisitorId)

/** More than a browser can have kept. */
const MOST_GIVEN_UP = 1000

/**
 * A decision as the storefront's banner sends it. It holds no IP address and no browser: what was shown and what was
 * chosen proves a consent, not whose machine it was (GDPR Art. 7(1)).
 */
export const decision = z.strictObject({
  /** Made by the page. The same decision sent again carries the same id. */
  id: z.uuid(),
  visitor: visitorId,
  choices: z
    .record(purposeKey, z.boolean())
    .refine((choices) => Object.keys(choices).length > 0, 'decides nothing')
    .refine((choices) => Object.keys(choices).length <= MOST_CHOICES, 'has too many purposes'),
  surface: z.enum(SURFACES),
  language: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/)
    .max(MAX_LANGUAGE_TAG),
  /**
   * ISO 3166-2 without the dash, as Shopify's getRegion() gives it; empty when it does not know. What is none is no reason
   * to lose the decision.
   */
  region: z
    .string()
    .regex(/^([A-Z]{2}[A-Z0-9]{0,3})?$/)
    .catch(''),
  gpc: z.boolean(),
  /** Version of the banner configuration that was shown. */
  banner: z.string().regex(BANNER_HASH),
  /** Shopify's, where it gives one that can be kept. */
  consentId: z.string().min(1).max(100).optional().catch(undefined),
  previous: z.uuid().optional(),
  /** Earlier records that this browser could not bring here, and has given up. */
  gaveUp: z.int().min(1).max(MOST_GIVEN_UP).optional().catch(undefined),
})

export type Decision = z.infer<typeof decision>

export interface RecordedDecision {
  id: string
  recordedAt: Date
}
