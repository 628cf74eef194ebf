import { z } from 'zod'
import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { EFFECT_STATES, type EffectState, OBJECTION_EFFECTS, type ObjectionEffect } from './words.ts'

const row = z.object({
  effect: z.enum(OBJECTION_EFFECTS),
  state: z.enum(EFFECT_STATES),
  count: z.int(),
  code: z.string().nullable(),
  /** When the objection took effect. */
  begunAt: z.date(),
  at: z.date(),
  settledBy: z.string().nullable(),
})
export type EffectRow = z.infer<typeof row>

export interface EffectOutcome {
  state: EffectState
  count: number
  /** Shopify's, or one of Kept's. */
  code: string | null
}

/** In the order in which they are done; empty before it has begun. */
export async function readEffects(tx: ShopTransaction, requestId: string): Promise<EffectRow[]> {
  const rows = (await tx.objectionEffect.findMany({ where: { requestId } })).map((found) => row.parse(found))
  return OBJECTION_EFFECTS.flatMap((effect) => rows.find((one) => one.effect === effect) ?? [])
}

export async function insertEffects(
  tx: ShopTransaction,
  requestId: string,
  effects: readonly ObjectionEffect[],
): Promise<void> {
  const now = clock.now()
  const begun = { shop: tx.shop, requestId, state: 'pending' satisfies EffectState, count: 0, begunAt: now, at: now }
  await tx.objectionEffect.createMany({ data: effects.map((effect) => ({ ...begun, effect })), skipDuplicates: true })
}

/** Notes what an effect did. What is settled stays, unless it was left to staff. */
export async function noteEffect(
  tx: ShopTransaction,
  requestId: string,
  effect: ObjectionEffect,
  outcome: EffectOutcome & { settledBy?: string },
): Promise<void> {
  await tx.objectionEffect.updateMany({ where: { requestId, effect }, data: { ...outcome, at: clock.now() } })
}
