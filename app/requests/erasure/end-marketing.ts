import { currentChoicesOf, withdraw } from '../../consent/index.ts'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { MARKETING_CHANNELS } from '../../register/index.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { readMarketingConsent, unsubscribe } from '../../shopify/marketing-consent.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import type { SubjectId } from '../../subjects/index.ts'
import type { ErasureStepOutcome } from './model.ts'

interface WhoseMarketing {
  subjectId: SubjectId | null
  customerId: string | null
  staffId: string | null
  /** Only what was agreed to by then: what the person says later counts. */
  before?: Date
}

/** States in which Shopify writes, or would after a confirmation. */
const WRITES = new Set(['SUBSCRIBED', 'PENDING'])

/**
 * Ends marketing at once: what the person agreed to is withdrawn in the ledger, and Shopify's e-mail and SMS consent with it.
 *
 * @throws ShopifyUnavailable
 */
export async function endMarketing(
  shop: ShopDomain,
  { subjectId, customerId, staffId, before }: WhoseMarketing,
  client: ShopClient,
): Promise<ErasureStepOutcome> {
  let count = subjectId ? await forShop(shop, (tx) => withdrawAll(tx, subjectId, { staffId, before })) : 0
  try {
    if (customerId !== null) count += await endAtShopify(client, customerId, before)
  } catch (error) {
    if (!(error instanceof ShopifyRefusal)) throw error
    return { state: error.code === 'ACCESS_DENIED' ? 'denied' : 'refused', count, code: error.code }
  }
  return { state: count > 0 ? 'done' : 'nothing_there', count, code: null }
}

async function withdrawAll(
  tx: ShopTransaction,
  subject: SubjectId,
  { staffId, before }: Pick<WhoseMarketing, 'staffId' | 'before'>,
): Promise<number> {
  const granted = (await currentChoicesOf(tx, subject)).filter(
    (one) => one.granted && (!before || one.decidedAt <= before),
  )
  const purposes = granted.map(({ purpose }) => purpose)
  if (purposes.length > 0) await withdraw(tx, { subject, purposes, staffId })
  return purposes.length
}

/** The channels by which Shopify may write to the customer, as agreed by then. @throws ShopifyUnavailable, ShopifyRefusal */
export async function agreedAtShopify({ admin, retryPolicy }: ShopClient, customerId: string, before?: Date) {
  const agreed: (typeof MARKETING_CHANNELS)[number][] = []
  for (const channel of MARKETING_CHANNELS) {
    const held = await readMarketingConsent(admin, customerId, channel, retryPolicy)
    const isLater = before && held?.updatedAt && held.updatedAt > before
    if (held?.state && WRITES.has(held.state) && !isLater) agreed.push(channel)
  }
  return agreed
}

async function endAtShopify(client: ShopClient, customerId: string, before?: Date): Promise<number> {
  const agreed = await agreedAtShopify(client, customerId, before)
  for (const channel of agreed)
    await unsubscribe(client.admin, customerId, { channel, at: clock.now() }, client.retryPolicy)
  return agreed.length
}
