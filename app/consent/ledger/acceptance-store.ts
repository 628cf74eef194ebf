import { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { duringDays } from './days-store.ts'
import type { Source } from './event.ts'
import { type Acceptance, COUNTED_BY, type Days } from './model.ts'

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
 * How decisions of these days fell. Many visitors choose alike: equal choices are counted together before they are
 * taken apart by purpose, so that it costs one reading of the days' events.
 */
export async function acceptance(
  tx: ShopTransaction,
  { days, source }: { days: Days; source?: Source },
): Promise<Acceptance[]> {
  const rows = await tx.$queryRaw`
    WITH alike AS MATERIALIZED (
      SELECT choices, (recorded_at AT TIME ZONE ${days.timeZone})::date AS day, left(region, 2) AS country,
        coalesce(language, '') AS language, count(*) AS decisions
      FROM consent_events
      WHERE shop = ${tx.shop} AND ${duringDays(days)} ${source ? Prisma.sql`AND source = ${source}` : Prisma.empty}
      GROUP BY 1, 2, 3, 4
    )
    SELECT purpose,
      CASE grouping(day, country, language) WHEN 7 THEN 'all' WHEN 3 THEN 'day' WHEN 5 THEN 'country' ELSE 'language' END
        AS by,
      coalesce(day::text, country, language, '') AS value,
      coalesce(sum(decisions) FILTER (WHERE chosen = 'true'), 0)::int AS granted,
      coalesce(sum(decisions) FILTER (WHERE chosen = 'false'), 0)::int AS refused
    FROM alike, jsonb_each_text(choices) AS c(purpose, chosen)
    GROUP BY GROUPING SETS ((purpose), (purpose, day), (purpose, country), (purpose, language))
    ORDER BY 1, 2, 3`
  return lines.parse(rows)
}
