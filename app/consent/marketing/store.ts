import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import type { MarketingChannel, WriteBackState } from './model.ts'

/** Notes who of the staff entered an event of the ledger in a person's name. */
export async function noteEnteredBy(tx: ShopTransaction, eventId: string, staffId: string): Promise<void> {
  await tx.consentStaffEntry.create({ data: { shop: tx.shop, eventId, staffId } })
}

/** Who of the staff entered these events, by event; those that nobody of the staff entered are not in it. */
export async function enteredBy(tx: ShopTransaction, eventIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.consentStaffEntry.findMany({ where: { eventId: { in: [...eventIds] } } })
  return new Map(rows.map(({ eventId, staffId }) => [eventId, staffId]))
}

export interface WriteBack {
  /** The first of the person's subjects. */
  subjectId: SubjectId
  channel: MarketingChannel
  /** The refusal that is written. */
  eventId: string
  state: WriteBackState
  /** Shopify's code, or one of Kept's; null where the state says it all. */
  reason: string | null
}

/** Where a withdrawal is on its way to Shopify; what stood there of this person and channel is replaced. */
export async function noteWriteBack(tx: ShopTransaction, { subjectId, channel, ...noted }: WriteBack): Promise<void> {
  const now = { ...noted, updatedAt: clock.now() }
  await tx.marketingWriteBack.upsert({
    where: { shop_subjectId_channel: { shop: tx.shop, subjectId, channel } },
    create: { shop: tx.shop, subjectId, channel, ...now },
    update: now,
  })
}
