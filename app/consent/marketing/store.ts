import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { MARKETING_CHANNELS, type MarketingChannel } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { type LastShopifyUpdate, UNWRITTEN_STATES, WRITE_BACK_STATES, type WriteBackState } from './model.ts'

/** Notes which member of staff entered an event in a person's name. */
export async function noteEnteredBy(tx: ShopTransaction, eventId: string, staffId: string): Promise<void> {
  await tx.consentStaffEntry.create({ data: { shop: tx.shop, eventId, staffId } })
}

/** The member of staff who entered each event; events that the person made themselves are left out. */
export async function enteredBy(tx: ShopTransaction, eventIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.consentStaffEntry.findMany({ where: { eventId: { in: [...eventIds] } } })
  return new Map(rows.map(({ eventId, staffId }) => [eventId, staffId]))
}

interface WriteBack {
  /** The person's canonical subject. */
  subjectId: SubjectId
  channel: MarketingChannel
  /** The refusal that is written. */
  eventId: string
  state: WriteBackState
  /** Shopify's code, or one of Kept's; null when the state says enough. */
  reason: string | null
}

/** Notes a withdrawal to write, in place of an earlier one of this person and channel. */
export async function noteWriteBack(tx: ShopTransaction, { subjectId, channel, ...noted }: WriteBack): Promise<void> {
  const now = { ...noted, updatedAt: clock.now() }
  await tx.marketingWriteBack.upsert({
    where: { shop_subjectId_channel: { shop: tx.shop, subjectId, channel } },
    create: { shop: tx.shop, subjectId, channel, ...now },
    update: now,
  })
}

/** Notes the result of a withdrawal, unless it was replaced or erased in the meantime. */
export async function settleWriteBack(
  tx: ShopTransaction,
  { subjectId, channel, eventId, ...went }: WriteBack,
): Promise<void> {
  await tx.marketingWriteBack.updateMany({
    where: { subjectId, channel, eventId },
    data: { ...went, updatedAt: clock.now() },
  })
}

const row = z.object({
  subjectId: z.string().transform((id) => id as SubjectId),
  channel: z.enum(MARKETING_CHANNELS),
  eventId: z.string(),
  state: z.enum(WRITE_BACK_STATES),
  reason: z.string().nullable(),
  updatedAt: z.date(),
})

export type NotedWriteBack = z.infer<typeof row>

export async function readWriteBack(
  tx: ShopTransaction,
  subjectId: SubjectId,
  channel: MarketingChannel,
): Promise<NotedWriteBack | null> {
  const found = await tx.marketingWriteBack.findUnique({
    where: { shop_subjectId_channel: { shop: tx.shop, subjectId, channel } },
  })
  return found && row.parse(found)
}

/** The withdrawals that Shopify does not hold and that no job works on, oldest first. */
export async function listUnwritten(tx: ShopTransaction, size: number): Promise<NotedWriteBack[]> {
  const rows = await tx.marketingWriteBack.findMany({
    where: { state: { in: [...UNWRITTEN_STATES] } },
    orderBy: { updatedAt: 'asc' },
    take: size,
  })
  return rows.map((found) => row.parse(found))
}

export const countUnwritten = (tx: ShopTransaction): Promise<number> =>
  tx.marketingWriteBack.count({ where: { state: { in: [...UNWRITTEN_STATES] } } })

/** The newest state that Shopify reported for these subjects; null before the first. */
export async function lastShopifyUpdate(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  channel: MarketingChannel,
): Promise<LastShopifyUpdate | null> {
  return tx.marketingHeard.findFirst({
    where: { subjectId: { in: [...subjects] }, channel },
    orderBy: { saidAt: 'desc' },
    select: { state: true, saidAt: true },
  })
}

/** Notes the state that Shopify reported, unless a newer one is stored. */
export async function noteShopifyUpdate(
  tx: ShopTransaction,
  subjectId: SubjectId,
  { channel, state, saidAt }: LastShopifyUpdate & { channel: MarketingChannel },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO marketing_heard AS h (shop, subject_id, channel, state, said_at)
    VALUES (${tx.shop}, ${subjectId}::uuid, ${channel}, ${state}, ${saidAt})
    ON CONFLICT (shop, subject_id, channel) DO UPDATE SET state = excluded.state, said_at = excluded.said_at
    WHERE h.said_at <= excluded.said_at`
}

/** The refusals of these subjects that Kept has written to Shopify. */
export async function writtenRefusals(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  channel: MarketingChannel,
): Promise<string[]> {
  const rows = await tx.marketingWriteBack.findMany({
    where: { subjectId: { in: [...subjects] }, channel, state: 'written' satisfies WriteBackState },
    select: { eventId: true },
  })
  return rows.map(({ eventId }) => eventId)
}

/** Deletes the write-backs in these states: the person has chosen otherwise since, or Shopify holds the refusal. */
export async function forgetWriteBacks(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  channel: MarketingChannel,
  states: readonly WriteBackState[],
): Promise<void> {
  await tx.marketingWriteBack.deleteMany({
    where: { subjectId: { in: [...subjects] }, channel, state: { in: [...states] } },
  })
}

/** Reopens every withdrawal that waits for staff. Returns its subjects. */
export async function reopenUnwritten(tx: ShopTransaction): Promise<SubjectId[]> {
  const rows = await tx.marketingWriteBack.updateManyAndReturn({
    where: { state: { in: [...UNWRITTEN_STATES] } },
    data: { state: 'writing' satisfies WriteBackState, updatedAt: clock.now() },
    select: { subjectId: true },
  })
  return rows.map(({ subjectId }) => subjectId as SubjectId)
}
