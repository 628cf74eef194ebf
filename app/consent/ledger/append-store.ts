import type pg from 'pg'
import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { NotInstalled } from '../../shopify/installation.ts'
import type { NewEvent } from './model.ts'

export interface RecordedEvent {
  id: string
  recordedAt: Date
}

/** Runs a statement inside a transaction of the shop. */
export type RunSql = (text: string, values: unknown[]) => Promise<unknown[]>

export const onClient =
  (client: pg.PoolClient): RunSql =>
  async (text, values) =>
    (await client.query(text, values)).rows

export const onTransaction =
  (tx: ShopTransaction): RunSql =>
  (text, values) =>
    tx.$queryRawUnsafe<unknown[]>(text, ...values)

/**
 * Waits for whoever appends to this ledger. A statement of its own: the next one then sees what they committed, and so
 * knows every id that was used.
 */
const LOCK = `
    INSERT INTO consent_ledgers AS l (shop, next_position) VALUES ($1, 0)
    ON CONFLICT (shop) DO UPDATE SET next_position = l.next_position`

const FIND_USED = `SELECT id, recorded_at AS "recordedAt" FROM consent_events WHERE shop = $1 AND id = ANY ($2::uuid[])`

const FIND_PREVIOUS = `
    SELECT DISTINCT ON (subject_id) subject_id AS subject, id FROM consent_events
    WHERE shop = $1 AND subject_id = ANY ($2::uuid[]) ORDER BY subject_id, position DESC`

/**
 * The next places of the ledger, taken, and the events at them, in one call. Says how many were new; null for a shop that
 * has not installed Kept. On Citus the statements inside go to the one machine that has the shop's rows.
 */
const APPEND = `
    SELECT consent_append($1, $2, $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::text[], $8::text[], $9::text[],
                          $10::boolean[], $11::text[], $12::uuid[]) AS appended`

/** Some id was used before: the transaction must not commit, or positions would have gaps. */
export class EventIdsInUse extends Error {
  override name = 'UsedIds'
}

/**
 * Appends events that are all new, which nearly all are. It leaves finding the others to the unique index: a look-up
 * beforehand left a third to half of the throughput, measured, while a partition had no statistics yet.
 * @throws UsedIds
 */
export async function appendNew(run: RunSql, shop: ShopDomain, events: readonly NewEvent[], now: Date) {
  await insert(run, shop, events, now)
  return events.map(({ id }): RecordedEvent => ({ id, recordedAt: now }))
}

/** Takes the ledger until the transaction ends: what is read after it is all that there is. */
export const lockLedger = async (run: RunSql, shop: ShopDomain): Promise<void> => void (await run(LOCK, [shop]))

/**
 * Appends the events whose ids are not in the ledger yet; answers when each was recorded, the first time. Whoever calls
 * holds the ledger.
 */
export async function appendUnused(run: RunSql, shop: ShopDomain, events: readonly NewEvent[], now: Date) {
  const used = (await run(FIND_USED, [shop, events.map(({ id }) => id)])) as RecordedEvent[]
  const recordedAt = new Map(used.map((row) => [row.id, row.recordedAt]))
  const fresh: NewEvent[] = []
  for (const event of events) {
    // A used id is never another decision: the first one counts.
    if (recordedAt.has(event.id.toLowerCase())) continue
    recordedAt.set(event.id.toLowerCase(), now)
    fresh.push(event)
  }
  if (fresh.length > 0) await insert(run, shop, fresh, now)
  return events.map(({ id }): RecordedEvent => ({ id, recordedAt: recordedAt.get(id.toLowerCase()) ?? now }))
}

/** The same events, each that names no previous one with the newest of its subject. Whoever calls holds the ledger. */
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
}
