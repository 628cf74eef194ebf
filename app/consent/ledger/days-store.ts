import { Prisma } from '@prisma/client'
import type { Days } from './model.ts'

/** Events recorded on these days. */
export const duringDays = ({ first, last, timeZone }: Days): Prisma.Sql => Prisma.sql`
  recorded_at >= ${first}::date::timestamp AT TIME ZONE ${timeZone}
  AND recorded_at < (${last}::date + 1)::timestamp AT TIME ZONE ${timeZone}`
