import type { Prisma } from '@prisma/client'
import type pg from 'pg'
import type { ShopTransaction } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import type { Decision, RecordedDecision } from './model.ts'

const INSERT_EVENTS = {
  name: 'consent_insert',
  text: `
    INSERT INTO consent_events (shop, id, subject_id, recorded_at, source, choices, banner_version, language, region,
                                gpc, shopify_consent_id, previous_id)
    SELECT $1, e.id, e.visitor, $2, e.surface, e.choices, e.banner, e.language, e.region, e.gpc, e."consentId", e.previous
    FROM jsonb_to_recordset($3::jsonb) AS e(
      id uuid, visitor uuid, surface text, choices jsonb, banner text, language text, region text, gpc boolean,
      "consentId" text, previous uuid)
    ON CONFLICT (shop, id) DO NOTHING`,
}

const FIND_RECORDED = {
  name: 'consent_recorded',
  text: `SELECT id, recorded_at AS "recordedAt" FROM consent_events WHERE shop = $1 AND id = ANY ($2::uuid[])`,
}

/** Appends the decisions that are not in the ledger yet; answers when each was recorded, the first time. */
export async function appendDecisions(
  client: pg.PoolClient,
  shop: ShopDomain,
  decisions: readonly Decision[],
  now: Date,
): Promise<RecordedDecision[]> {
  const { rowCount } = await client.query({ ...INSERT_EVENTS, values: [shop, now, JSON.stringify(decisions)] })
  if (rowCount === decisions.length) return decisions.map(({ id }) => ({ id, recordedAt: now }))
  const ids = decisions.map(({ id }) => id)
  const { rows } = await client.query<RecordedDecision>({ ...FIND_RECORDED, values: [shop, ids] })
  const recordedAt = new Map(rows.map((row) => [row.id, row.recordedAt]))
  return ids.map((id) => ({ id, recordedAt: recordedAt.get(id.toLowerCase()) ?? now }))
}

const EVENT = {
  id: true,
  subjectId: true,
  recordedAt: true,
  source: true,
  choices: true,
  language: true,
  region: true,
  gpc: true,
} satisfies Prisma.ConsentEventSelect

export type ConsentEventRow = Prisma.ConsentEventGetPayload<{ select: typeof EVENT }>

export interface ConsentPage {
  events: ConsentEventRow[]
  /** Give it back as `after` for the next page; null on the last one. */
  next: string | null
}

/** The newest decisions first, `size` a page. */
export async function listDecisions(
  tx: ShopTransaction,
  { size, after }: { size: number; after: string | null },
): Promise<ConsentPage> {
  const rows = await tx.consentEvent.findMany({
    select: EVENT,
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
    ...(after ? { cursor: { shop_id: { shop: tx.shop, id: after } }, skip: 1 } : {}),
  })
  const events = rows.slice(0, size)
  return { events, next: rows.length > size ? (events.at(-1)?.id ?? null) : null }
}

export interface ConsentCounts {
  total: number
  lastRecordedAt: Date | null
}

export async function countDecisions(tx: ShopTransaction): Promise<ConsentCounts> {
  const found = await tx.consentEvent.aggregate({ _count: true, _max: { recordedAt: true } })
  return { total: found._count, lastRecordedAt: found._max.recordedAt }
}
