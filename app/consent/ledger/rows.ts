import { z } from 'zod'
import type { LedgerEvent } from './event.ts'
import { DECISION_SOURCES } from './words.ts'

/** Parses an event's row. Positions come as text, because they are 64 bits wide in the database. */
const row = z.object({
  shop: z.string(),
  position: z.coerce.number().int().nonnegative(),
  id: z.string(),
  subject: z.string(),
  recordedAt: z.date(),
  source: z.enum(DECISION_SOURCES),
  choices: z.record(z.string(), z.boolean()),
  registerVersion: z.number().nullable(),
  bannerHash: z.string().nullable(),
  language: z.string().nullable(),
  region: z.string(),
  gpc: z.boolean(),
  shopifyConsentId: z.string().nullable(),
  previous: z.string().nullable(),
})

/** @throws ZodError on a row that Kept did not write. */
export function toEvent(found: unknown): LedgerEvent {
  const { bannerHash, language, recordedAt, ...event } = row.parse(found)
  const banner = bannerHash === null || language === null ? null : { hash: bannerHash, language }
  return { ...event, recordedAt: recordedAt.toISOString(), banner }
}
