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

/** A row that Kept did not write: somebody changed the tables. */
export class UnreadableEvent extends Error {
  override name = 'UnreadableEvent'
  readonly position: number

  constructor(position: number, cause: unknown) {
    super(`The event at position ${position} of a consent ledger cannot be read`, { cause })
    this.position = position
  }
}

/** @throws UnreadableEvent */
export function toEvent(found: unknown): LedgerEvent {
  const read = row.safeParse(found)
  if (!read.success) throw new UnreadableEvent(Number(Object(found).position), read.error)
  const { bannerHash, language, recordedAt, ...event } = read.data
  const banner = bannerHash === null || language === null ? null : { hash: bannerHash, language }
  return { ...event, recordedAt: recordedAt.toISOString(), banner }
}
