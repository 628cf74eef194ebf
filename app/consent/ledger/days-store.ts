import { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import type { Days } from './model.ts'

/** Midnight in a time zone, `later` days after a day. */
const midnight = (day: string, later: number, timeZone: string) =>
  Prisma.sql`(${day}::date + ${later}::int)::timestamp AT TIME ZONE ${timeZone}`

/** Events that were recorded on these days. */
export const duringDays = ({ first, last, timeZone }: Days): Prisma.Sql => Prisma.sql`
  recorded_at >= ${midnight(first, 0, timeZone)} AND recorded_at < ${midnight(last, 1, timeZone)}`

/**
 * The positions of these days, so that a list in the ledger's order need not start at its end. Positions follow time as
 * far as the clocks of Kept's servers agree, so the range is a day longer at each end. It is a separate query, because
 * the planner has to know how long the range is.
 */
export async function aroundDays(tx: ShopTransaction, { first, last, timeZone }: Days): Promise<Prisma.Sql> {
  const [stretch] = await tx.$queryRaw<{ after: string; before: string }[]>`
    SELECT
      coalesce((
        SELECT position FROM consent_events WHERE shop = ${tx.shop} AND recorded_at < ${midnight(first, -1, timeZone)}
        ORDER BY recorded_at DESC LIMIT 1), -1)::text AS after,
      coalesce((
        SELECT position FROM consent_events WHERE shop = ${tx.shop} AND recorded_at >= ${midnight(last, 2, timeZone)}
        ORDER BY recorded_at LIMIT 1), 9223372036854775807)::text AS before`
  return Prisma.sql`position > ${stretch?.after}::text::bigint AND position < ${stretch?.before}::text::bigint`
}
