import { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { duringDays } from './days-store.ts'
import { type Acceptance, COUNTED_BY, type Days } from './model.ts'
import type { DecisionSource } from './words.ts'

const lines = z.array(
  z.object({
    purpose: z.string(),
    by: z.enum(COUNTED_BY),
    value: z.string(),
    granted: z.number(),
    refused: z.number(),
  }),
)

/**
 * Counts the decisions of these days: the stored sums of sealed events, plus the newer events, which are counted now.
 * The lock keeps events from moving from one to the other during this transaction, so that each decision is counted
 * once.
 * The sums are stored by the shop's days. The first query, and one in another time zone, counts every event now, and
 * the sums begin anew in that time zone. A shop hardly ever changes its time zone.
 */
export async function acceptance(
  tx: ShopTransaction,
  { days, source }: { days: Days; source?: DecisionSource },
): Promise<Acceptance[]> {
  const until = await lockSummedUntil(tx, days.timeZone)
  const isOfSource = source ? Prisma.sql`source = ${source}` : Prisma.sql`true`
  const rows = await withoutSorting(
    tx,
    () => tx.$queryRaw`
    WITH counts AS MATERIALIZED (
      SELECT day, purpose, counted_by, value, granted, refused FROM consent_acceptance
      WHERE shop = ${tx.shop} AND day BETWEEN ${days.first}::date AND ${days.last}::date AND ${isOfSource}
      UNION ALL
      SELECT day, purpose, counted_by, value, granted, refused
      FROM (${countsOf(tx, days.timeZone, Prisma.sql`position >= ${until} AND ${duringDays(days)} AND ${isOfSource}`)}) AS since
    ), listed AS (
      SELECT purpose, counted_by AS by, value, granted, refused FROM counts
      UNION ALL
      SELECT purpose, 'day', day::text, granted, refused FROM counts WHERE counted_by = 'all'
    )
    SELECT purpose, by, value, sum(granted)::int AS granted, sum(refused)::int AS refused
    FROM listed GROUP BY purpose, by, value ORDER BY purpose, by, value`,
  )
  return lines.parse(rows)
}

/**
 * The most events that are added to the sums at once: those of one seal, and a part of the backlog of a ledger that was
 * sealed before it had sums.
 */
const MOST_ADDED = 100_000

/**
 * Adds sealed events to the sums, in the transaction that seals them, so that each event is added once even when the
 * process is killed. A shop whose charts nobody opened has no sums.
 * The sums are anonymous: they hold no id and no hour, and count a purpose, a country and a language each on its own. A
 * day with a single decision shows its result, but nothing leads from there to the person. So a person who is erased
 * later stays counted (GDPR recital 26).
 *
 * @param sealed every position before this one is sealed
 */
export async function addSealedToSums(tx: ShopTransaction, sealed: number): Promise<void> {
  const [reach] = await tx.$queryRaw<{ timeZone: string; until: string }[]>`
    SELECT time_zone AS "timeZone", until_position::text AS until FROM consent_acceptance_reach
    WHERE shop = ${tx.shop} FOR UPDATE`
  if (!reach) return
  const from = Number(reach.until)
  const to = Math.min(sealed, from + MOST_ADDED)
  const counts = countsOf(tx, reach.timeZone, Prisma.sql`position >= ${from} AND position < ${to}`)
  await withoutSorting(
    tx,
    () => tx.$executeRaw`
    INSERT INTO consent_acceptance AS known (shop, day, source, purpose, counted_by, value, granted, refused)
    SELECT ${tx.shop}, day, source, purpose, counted_by, value, granted, refused FROM (${counts}) AS added
    ON CONFLICT (shop, day, source, purpose, counted_by, value) DO UPDATE
    SET granted = known.granted + EXCLUDED.granted, refused = known.refused + EXCLUDED.refused`,
  )
  await tx.consentAcceptanceReach.update({ where: { shop: tx.shop }, data: { untilPosition: to } })
}

/**
 * The position before which all events are in the sums of this time zone. Locked against additions until this
 * transaction ends; others may read.
 */
async function lockSummedUntil(tx: ShopTransaction, timeZone: string): Promise<number> {
  const [known] = await tx.$queryRaw<{ until: string }[]>`
    SELECT until_position::text AS until FROM consent_acceptance_reach
    WHERE shop = ${tx.shop} AND time_zone = ${timeZone} FOR SHARE`
  if (known) return Number(known.until)
  // Another request may have begun anew at the same time: then its row is kept.
  const [begun] = await tx.$queryRaw<{ until: string }[]>`
    INSERT INTO consent_acceptance_reach AS reach (shop, time_zone, until_position) VALUES (${tx.shop}, ${timeZone}, 0)
    ON CONFLICT (shop) DO UPDATE SET time_zone = EXCLUDED.time_zone,
      until_position = CASE reach.time_zone WHEN EXCLUDED.time_zone THEN reach.until_position ELSE 0 END
    RETURNING until_position::text AS until`
  const until = Number(begun?.until ?? 0)
  if (until === 0) await tx.consentAcceptance.deleteMany({})
  return until
}

/**
 * Counts events per day, source and purpose: in total, by country and by language. Many visitors choose alike: equal
 * choices are counted first and split by purpose afterwards, so that the events are read only once.
 */
const countsOf = (tx: ShopTransaction, timeZone: string, events: Prisma.Sql): Prisma.Sql => Prisma.sql`
  WITH alike AS MATERIALIZED (
    SELECT choices, (recorded_at AT TIME ZONE ${timeZone})::date AS day, source, left(region, 2) AS country,
      coalesce(language, '') AS language, count(*) AS decisions
    FROM consent_events WHERE shop = ${tx.shop} AND ${events} GROUP BY 1, 2, 3, 4, 5
  ), grouped AS MATERIALIZED (
    SELECT choices, day, source, counted_by, value, sum(decisions) AS decisions
    FROM alike, LATERAL (VALUES ('all', ''), ('country', country), ('language', language)) AS counted(counted_by, value)
    GROUP BY 1, 2, 3, 4, 5
  )
  SELECT day, source, purpose, counted_by, value,
    coalesce(sum(decisions) FILTER (WHERE chosen = 'true'), 0)::int AS granted,
    coalesce(sum(decisions) FILTER (WHERE chosen = 'false'), 0)::int AS refused
  FROM grouped, jsonb_each_text(choices) AS c(purpose, chosen) GROUP BY 1, 2, 3, 4, 5`

/**
 * The planner overestimates the groups and would sort on disk: 10 s per million events (measured), where hashing takes
 * 1.2 s.
 */
async function withoutSorting<T>(tx: ShopTransaction, count: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SET LOCAL enable_sort = off`
  const counted = await count()
  await tx.$executeRaw`SET LOCAL enable_sort = on`
  return counted
}
