import { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { daysAfter, type IsoDate } from '../../register/index.ts'
import { SURFACES } from '../ledger/words.ts'
import { MOST_COUNTED, USUAL_DAYS } from './silence.ts'

const ofStorefront = Prisma.sql`source IN (${Prisma.join([...SURFACES])})`

/** A browser's signal (GPC) is recorded without anybody who answers the banner. */
const byPerson = Prisma.sql`source IN ('banner', 'preferences')`

/** When the storefront's last decision was recorded; null before the first one. */
export async function lastArrival(tx: ShopTransaction): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT recorded_at AS at FROM consent_events WHERE shop = ${tx.shop} AND ${ofStorefront}
    ORDER BY position DESC LIMIT 1`
  return row?.at ?? null
}

/** When a person last chose on the storefront, since this day; null when nobody has. */
export async function lastAnswer(tx: ShopTransaction, since: IsoDate): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT recorded_at AS at FROM consent_events
    WHERE shop = ${tx.shop} AND ${byPerson} AND recorded_at >= ${since}::timestamp AT TIME ZONE 'UTC'
    ORDER BY recorded_at DESC LIMIT 1`
  return row?.at ?? null
}

const counted = z.array(z.object({ day: z.string(), decisions: z.int() }))

/** The storefront's decisions on each of the days before this one, oldest first, each counted up to a limit. */
export async function arrivalsBefore(tx: ShopTransaction, day: IsoDate): Promise<number[]> {
  const days = Array.from({ length: USUAL_DAYS }, (_, index) => daysAfter(day, index - USUAL_DAYS))
  // One bounded look at the index for each day: a busy day costs no more than a quiet one.
  const rows = await tx.$queryRaw`
    SELECT day, (
      SELECT count(*)::int FROM (
        SELECT 1 FROM consent_events
        WHERE shop = ${tx.shop} AND ${ofStorefront}
          AND recorded_at >= day::timestamp AT TIME ZONE 'UTC' AND recorded_at < (day::timestamp + '1 day') AT TIME ZONE 'UTC'
        LIMIT ${MOST_COUNTED}) AS few
    ) AS decisions
    FROM unnest(${days}::text[]) AS asked(day)`
  const found = new Map(counted.parse(rows).map(({ day, decisions }) => [day, decisions]))
  return days.map((each) => found.get(each) ?? 0)
}
