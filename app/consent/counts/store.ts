import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { onTransaction, type RunSql } from '../../platform/sql.ts'
import type { IsoDate } from '../../register/index.ts'
import type { CountedDay, DayCounts } from './model.ts'

const ADD = `
    INSERT INTO storefront_days AS d (shop, day, shown, answered, gave_up) VALUES ($1, $2::date, $3, $4, $5)
    ON CONFLICT (shop, day) DO UPDATE
    SET shown = d.shown + excluded.shown, answered = d.answered + excluded.answered, gave_up = d.gave_up + excluded.gave_up`

/** Adds to a day's counts. The day's row is locked from here on, so this comes late in its transaction. */
export async function addToDay(run: RunSql, shop: ShopDomain, day: IsoDate, more: Partial<DayCounts>): Promise<void> {
  await run(ADD, [shop, day, more.shown ?? 0, more.answered ?? 0, more.gaveUp ?? 0])
}

/** Adds the answers of sealed events. */
export async function addAnswers(
  tx: ShopTransaction,
  answered: readonly { day: IsoDate; answers: number }[],
): Promise<void> {
  for (const { day, answers } of answered) await addToDay(onTransaction(tx), tx.shop, day, { answered: answers })
}

const FORGET = 'DELETE FROM storefront_days WHERE shop = $1 AND day < $2::date'

export async function forgetBefore(run: RunSql, shop: ShopDomain, day: IsoDate): Promise<void> {
  await run(FORGET, [shop, day])
}

const rows = z.array(z.object({ day: z.string(), shown: z.number(), answered: z.number(), gaveUp: z.number() }))

/** The days since this one that have counts, oldest first. */
export async function countedSince(tx: ShopTransaction, first: IsoDate): Promise<CountedDay[]> {
  return rows.parse(
    await tx.$queryRaw`
      SELECT to_char(day, 'YYYY-MM-DD') AS day, shown::float8 AS shown, answered::float8 AS answered, gave_up::float8 AS "gaveUp"
      FROM storefront_days WHERE shop = ${tx.shop} AND day >= ${first}::date ORDER BY storefront_days.day`,
  )
}
