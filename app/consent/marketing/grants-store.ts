import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { MARKETING_CHANNELS, type MarketingChannel } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'

/** `writing`: a job works on it. `not_needed`: Shopify holds it, or the person has said otherwise there since. */
const GRANT_STATES = ['writing', 'written', 'not_needed', 'denied', 'refused', 'failed'] as const
export type GrantState = (typeof GRANT_STATES)[number]

const row = z.object({
  subjectId: z.string().transform((id) => id as SubjectId),
  channel: z.enum(MARKETING_CHANNELS),
  eventId: z.string(),
  grantedAt: z.date(),
  state: z.enum(GRANT_STATES),
  reason: z.string().nullable(),
})
export type MarketingGrant = z.infer<typeof row>

/** Notes a consent that Shopify is to hold, in place of an earlier one of this person and channel. */
export async function noteGrant(
  tx: ShopTransaction,
  { subjectId, channel, eventId, grantedAt }: Omit<MarketingGrant, 'state' | 'reason'>,
): Promise<void> {
  const now = { eventId, grantedAt, state: 'writing' satisfies GrantState, reason: null, updatedAt: clock.now() }
  await tx.marketingGrant.upsert({
    where: { shop_subjectId_channel: { shop: tx.shop, subjectId, channel } },
    create: { shop: tx.shop, subjectId, channel, ...now },
    update: now,
  })
}

/** Notes what became of it, unless it was replaced or erased meanwhile. */
export async function settleGrant(
  tx: ShopTransaction,
  { subjectId, channel, eventId, state, reason }: Omit<MarketingGrant, 'grantedAt'>,
): Promise<void> {
  await tx.marketingGrant.updateMany({
    where: { subjectId, channel, eventId },
    data: { state, reason, updatedAt: clock.now() },
  })
}

/** Those that Shopify is not known to hold yet. */
export async function waitingGrants(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<MarketingGrant[]> {
  const rows = await tx.marketingGrant.findMany({
    where: { subjectId: { in: [...subjects] }, state: 'writing' satisfies GrantState },
  })
  return rows.map((found) => row.parse(found))
}

/** When these subjects agreed in Kept, for a channel: Shopify tells of it again. */
export async function grantTimes(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  channel: MarketingChannel,
): Promise<Date[]> {
  const rows = await tx.marketingGrant.findMany({
    where: { subjectId: { in: [...subjects] }, channel },
    select: { grantedAt: true },
  })
  return rows.map(({ grantedAt }) => grantedAt)
}
