import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { MARKETING_CHANNELS, type MarketingChannel } from '../../register/index.ts'
import { type Identifier, lookupOf, lookupsOf, type SubjectId } from '../../subjects/index.ts'

const row = z.object({
  channel: z.enum(MARKETING_CHANNELS),
  lookup: z.string(),
  since: z.date(),
  returnedAt: z.date().nullable(),
})
export type Suppression = z.infer<typeof row>

const KINDS = { email: 'email', sms: 'phone' } as const satisfies Record<MarketingChannel, Identifier['kind']>

const lookupsFor = (tx: ShopTransaction, person: readonly Identifier[], channel: MarketingChannel) =>
  person.filter(({ kind }) => kind === KINDS[channel]).map((one) => lookupOf(tx, one))

/**
 * From `since` on the person's address (for e-mail) and number (for SMS) are subscribed by nobody but their owner. Said again, the
 * newest time counts. Returns how many addresses and numbers there are.
 */
export async function suppressContacts(
  tx: ShopTransaction,
  person: readonly Identifier[],
  { channels, since }: { channels: readonly MarketingChannel[]; since: Date },
): Promise<number> {
  let count = 0
  for (const channel of channels) {
    for (const lookup of new Set(lookupsFor(tx, person, channel))) {
      await tx.$executeRaw`
        INSERT INTO contact_suppressions AS s (shop, channel, lookup, since)
        VALUES (${tx.shop}, ${channel}, ${lookup}, ${since})
        ON CONFLICT (shop, channel, lookup) DO UPDATE SET since = greatest(s.since, excluded.since)`
      count += 1
    }
  }
  return count
}

/** The newest suppression of any of these; null when none is suppressed. */
export async function suppressionOf(
  tx: ShopTransaction,
  person: readonly Identifier[],
  channel: MarketingChannel,
): Promise<Suppression | null> {
  const lookups = lookupsFor(tx, person, channel)
  const found = await tx.contactSuppression.findFirst({
    where: { channel, lookup: { in: lookups } },
    orderBy: { since: 'desc' },
  })
  return found && row.parse(found)
}

/** Those of whatever these subjects are known by. */
export async function suppressionsOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<Suppression[]> {
  const rows = await tx.contactSuppression.findMany({
    where: { lookup: { in: await lookupsOf(tx, subjects) } },
    orderBy: { since: 'desc' },
  })
  return rows.map((found) => row.parse(found))
}

/** Shopify has it as subscribed again, by a consent that is not newer. */
export async function noteReturned(tx: ShopTransaction, { channel, lookup }: Suppression, at: Date): Promise<void> {
  await tx.contactSuppression.updateMany({
    where: { channel, lookup },
    data: { returnedAt: at, returns: { increment: 1 } },
  })
}

/** The owner has agreed again. */
export async function endSuppressions(
  tx: ShopTransaction,
  person: readonly Identifier[],
  { channel, saidAt }: { channel: MarketingChannel; saidAt: Date },
): Promise<void> {
  await tx.contactSuppression.deleteMany({
    where: { channel, lookup: { in: lookupsFor(tx, person, channel) }, since: { lt: saidAt } },
  })
}
