import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { RunSql } from '../../platform/sql.ts'
import { dayOf } from '../../register/index.ts'
import { NotInstalled } from '../../shopify/installation.ts'
import { addToDay } from '../counts/index.ts'
import type { NewEvent } from './model.ts'

export interface RecordedEvent {
  id: string
  recordedAt: Date
}

/**
 * Waits until other transactions have finished appending to this ledger. It is a separate statement, so that the next
 * one sees what they committed, and knows every id in use.
 */
const LOCK = `
    INSERT INTO consent_ledgers AS l (shop, next_position) VALUES ($1, 0)
    ON CONFLICT (shop) DO UPDATE SET next_position = l.next_position`

const FIND_USED = `SELECT id, recorded_at AS "recordedAt" FROM consent_events WHERE shop = $1 AND id = ANY ($2::uuid[])`

const FIND_PREVIOUS = `
    SELECT DISTINCT ON (subject_id) subject_id AS subject, id FROM consent_events
    WHERE shop = $1 AND subject_id = ANY ($2::uuid[]) ORDER BY subject_id, position DESC`

/**
 * Takes the next positions and inserts the events there, in one call. Returns how many were new; null when the shop has
 * not installed Kept. On Citus the statements run on the machine that has the shop's rows.
 */
const APPEND = `
    SELECT consent_append($1, $2, $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::text[], $8::text[], $9::text[],
                          $10::boolean[], $11::text[], $12::uuid[]) AS appended`

/** An id was in use already: the transaction must not commit, because positions would have gaps. */
export class EventIdsInUse extends Error {
  override name = 'EventIdsInUse'
}

/**
 * Appends events that are all expected to be new, as nearly all are. The unique index finds the others: a query
 * beforehand lost a third to half of the throughput (measured) while a partition had no statistics.
 *
 * @throws EventIdsInUse
 */
export async function appendNew(run: RunSql, shop: ShopDomain, events: readonly NewEvent[], now: Date) {
  await insert(run, shop, events, now)
  return events.map(({ id }): RecordedEvent => ({ id, recordedAt: now }))
}

/** Locks the ledger until the transaction ends: nobody else appends meanwhile. */
export const lockLedger = async (run: RunSql, shop: ShopDomain): Promise<void> => void (await run(LOCK, [shop]))

/**
 * Appends the events whose ids are not in the ledger yet. Returns when each was first recorded, and which are new. The caller holds
 * the ledger's lock.
 */
export async function appendUnused(
  run: RunSql,
  shop: ShopDomain,
  events: readonly NewEvent[],
  now: Date,
): Promise<{ recorded: RecordedEvent[]; fresh: NewEvent[] }> {
  const used = (await run(FIND_USED, [shop, events.map(({ id }) => id)])) as RecordedEvent[]
  const recordedAt = new Map(used.map((row) => [row.id, row.recordedAt]))
  const fresh: NewEvent[] = []
  for (const event of events) {
    // An id in use never stands for another decision: the first one counts.
    if (recordedAt.has(event.id.toLowerCase())) continue
    recordedAt.set(event.id.toLowerCase(), now)
    fresh.push(event)
  }
  if (fresh.length > 0) await insert(run, shop, fresh, now)
  return {
    recorded: events.map(({ id }): RecordedEvent => ({ id, recordedAt: recordedAt.get(id.toLowerCase()) ?? now })),
    fresh,
  }
}

/**
 * The same events, each with its subject's newest event as the previous one where it names none. The caller holds the
 * ledger's lock.
 */
export async function withPrevious(run: RunSql, shop: ShopDomain, events: readonly NewEvent[]): Promise<NewEvent[]> {
  const subjects = events.filter(({ previous }) => previous === null).map(({ subject }) => subject)
  const found = (await run(FIND_PREVIOUS, [shop, subjects])) as { subject: string; id: string }[]
  const newest = new Map(found.map(({ subject, id }) => [subject, id]))
  return events.map((event) => {
    const previous = event.previous ?? newest.get(event.subject) ?? null
    newest.set(event.subject, event.id)
    return { ...event, previous }
  })
}

async function insert(run: RunSql, shop: ShopDomain, events: readonly NewEvent[], now: Date) {
  const column = <T>(pick: (event: NewEvent) => T) => events.map(pick)
  const [done] = (await run(APPEND, [
    shop,
    now,
    column(({ id }) => id),
    column(({ subject }) => subject),
    column(({ source }) => source),
    column(({ choices }) => JSON.stringify(choices)),
    column(({ banner }) => banner?.hash ?? null),
    column(({ banner }) => banner?.language ?? null),
    column(({ region }) => region),
    column(({ gpc }) => gpc),
    column(({ shopifyConsentId }) => shopifyConsentId),
    column(({ previous }) => previous),
  ])) as { appended: number | null }[]
  if (done?.appended === null) throw new NotInstalled()
  if (done?.appended !== events.length) throw new EventIdsInUse()
  // Counted with the event that tells of it, and so once, however often that is sent.
  const gaveUp = events.reduce((sum, event) => sum + (event.gaveUp ?? 0), 0)
  if (gaveUp > 0) await addToDay(run, shop, dayOf(now), { gaveUp })
}
