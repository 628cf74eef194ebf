import type pg from 'pg'
import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { NUMBER_IN_FORCE } from '../../register/index.ts'
import { decidedAt, type NewEvent } from './model.ts'

export interface Recorded {
  id: string
  recordedAt: Date
}

interface Statement {
  /** Prepared once a connection. */
  name: string
  text: string
}

/** Runs a statement inside a transaction of the shop. */
export type RunSql = (statement: Statement, values: unknown[]) => Promise<unknown[]>

export const onClient =
  (client: pg.PoolClient): RunSql =>
  async (statement, values) =>
    (await client.query({ ...statement, values })).rows

export const onTransaction =
  (tx: ShopTransaction): RunSql =>
  ({ text }, values) =>
    tx.$queryRawUnsafe<unknown[]>(text, ...values)

/**
 * Waits for whoever appends to this ledger. A statement of its own: the next one then sees what they committed, and so
 * knows every id that was used.
 */
const LOCK: Statement = {
  name: 'ledger_lock',
  text: `
    INSERT INTO consent_ledgers AS l (shop, next_position) VALUES ($1, 0)
    ON CONFLICT (shop) DO UPDATE SET next_position = l.next_position
    RETURNING next_position::text AS next, ${NUMBER_IN_FORCE} AS register`,
}

const FIND_USED: Statement = {
  name: 'ledger_used',
  text: `SELECT id, recorded_at AS "recordedAt" FROM consent_events WHERE shop = $1 AND id = ANY ($2::uuid[])`,
}

/** In one statement: the events, where the ledger ends then, and what the subjects say now. Says how many were new. */
const APPEND: Statement = {
  name: 'ledger_append',
  text: `
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($3::text::jsonb) AS e(
        n int, id uuid, subject uuid, source text, choices jsonb, banner text, language text, region text, gpc boolean,
        consent text, previous uuid, decided timestamptz)
    ), appended AS (
      INSERT INTO consent_events (shop, id, position, subject_id, recorded_at, source, choices, register_version,
                                  banner_hash, language, region, gpc, shopify_consent_id, previous_id)
      SELECT $1, id, $4::text::bigint + n, subject, $2, source, choices, $5::int, banner, language, region, gpc, consent,
        coalesce(previous, (
          SELECT s.event_id FROM consent_states s WHERE s.shop = $1 AND s.subject_id = subject
          ORDER BY s.decided_at DESC, s.event_id DESC LIMIT 1))
      FROM given
      ON CONFLICT (shop, id) DO NOTHING
      RETURNING 1
    ), counted AS (
      UPDATE consent_ledgers SET next_position = next_position + (SELECT count(*) FROM given) WHERE shop = $1
    ), current AS (
      INSERT INTO consent_states AS s (shop, subject_id, purpose, granted, event_id, decided_at)
      SELECT DISTINCT ON (subject, purpose) $1, subject, purpose, granted = 'true', id, decided
      FROM given, jsonb_each_text(choices) AS c(purpose, granted)
      ORDER BY subject, purpose, decided DESC, id DESC
      ON CONFLICT (shop, subject_id, purpose) DO UPDATE
      SET granted = excluded.granted, event_id = excluded.event_id, decided_at = excluded.decided_at
      WHERE (s.decided_at, s.event_id) < (excluded.decided_at, excluded.event_id)
    )
    SELECT count(*)::int AS appended FROM appended`,
}

/** Some id was used before: the transaction must not commit, or positions would have gaps. */
export class UsedIds extends Error {
  override name = 'UsedIds'
}

/**
 * Appends events that are all new, which nearly all are. It leaves finding the others to the unique index: a look-up
 * beforehand left a third to half of the throughput, measured, while a partition had no statistics yet.
 * @throws UsedIds
 */
export async function appendNew(run: RunSql, shop: ShopDomain, events: readonly NewEvent[], now: Date) {
  await insert(run, shop, events, await lock(run, shop), now)
  return events.map(({ id }): Recorded => ({ id, recordedAt: now }))
}

/** Appends the events whose ids are not in the ledger yet; answers when each was recorded, the first time. */
export async function appendUnused(run: RunSql, shop: ShopDomain, events: readonly NewEvent[], now: Date) {
  const end = await lock(run, shop)
  const used = (await run(FIND_USED, [shop, events.map(({ id }) => id)])) as Recorded[]
  const recordedAt = new Map(used.map((row) => [row.id, row.recordedAt]))
  const fresh: NewEvent[] = []
  for (const event of events) {
    // A used id is never another decision: the first one counts.
    if (recordedAt.has(event.id.toLowerCase())) continue
    recordedAt.set(event.id.toLowerCase(), now)
    fresh.push(event)
  }
  if (fresh.length > 0) await insert(run, shop, fresh, end, now)
  return events.map(({ id }): Recorded => ({ id, recordedAt: recordedAt.get(id.toLowerCase()) ?? now }))
}

interface End {
  next: string
  register: number | null
}

async function lock(run: RunSql, shop: ShopDomain): Promise<End> {
  const [end] = (await run(LOCK, [shop])) as End[]
  if (!end) throw new Error('The ledger of the shop could not be locked')
  return end
}

async function insert(run: RunSql, shop: ShopDomain, events: readonly NewEvent[], end: End, now: Date) {
  const rows = JSON.stringify(events.map((event, n) => toRow(event, n, now)))
  const [done] = (await run(APPEND, [shop, now, rows, end.next, end.register])) as { appended: number }[]
  if (done?.appended !== events.length) throw new UsedIds()
}

const toRow = (event: NewEvent, n: number, now: Date) => ({
  n,
  id: event.id,
  subject: event.subject,
  source: event.source,
  choices: event.choices,
  banner: event.banner?.hash,
  language: event.banner?.language,
  region: event.region,
  gpc: event.gpc,
  consent: event.shopifyConsentId,
  previous: event.previous,
  decided: decidedAt(event.id, now),
})
