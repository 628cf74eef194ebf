import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { IsoDate } from '../../register/index.ts'

const rows = z.array(z.object({ day: z.string(), answers: z.int() }))

/**
 * How many events between two positions answered the banner, by UTC day: pressed in it, or the browser's first choice in
 * the preferences, which the banner opens. A browser's signal answers by itself; a later choice in the preferences changes
 * an answer.
 */
export async function answersByDay(
  tx: ShopTransaction,
  { from, to }: { from: number; to: number },
): Promise<{ day: IsoDate; answers: number }[]> {
  return rows.parse(
    await tx.$queryRaw`
      SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS answers FROM consent_events
      WHERE shop = ${tx.shop} AND position >= ${from} AND position < ${to}
        AND (source = 'banner' OR (source = 'preferences' AND previous_id IS NULL))
      GROUP BY 1`,
  )
}
