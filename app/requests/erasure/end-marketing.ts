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

/** States in which Shopify writes, or would after a confirmation. */
const WRITES = new Set(['SUBSCRIBED', 'PENDING'])

/**
 * Ends marketing at once: what the person agreed to is withdrawn in the ledger, and Shopify's e-mail and SMS consent with it.
 *
 * @throws ShopifyUnavailable
 */
export async function endMarketing(
  shop: ShopDomain,
  {
    subjectId,
    customerId,
    staffId,
  }: { subjectId: SubjectId | null; customerId: string | null; staffId: string | null },
  client: ShopClient,
): Promise<ErasureStepOutcome> {
  let count = subjectId ? await forShop(shop, (tx) => withdrawAll(tx, subjectId, staffId)) : 0
  try {
    if (customerId !== null) count += await endAtShopify(client, customerId)
  } catch (error) {
    if (!(error instanceof ShopifyRefusal)) throw error
    return { state: error.code === 'ACCESS_DENIED' ? 'denied' : 'refused', count, code: error.code }
  }
  return { state: count > 0 ? 'done' : 'nothing_there', count, code: null }
}

async function withdrawAll(tx: ShopTransaction, subject: SubjectId, staffId: string | null): Promise<number> {
  const granted = (await currentChoicesOf(tx, subject)).filter((one) => one.granted)
  const purposes = granted.map(({ purpose }) => purpose)
  if (purposes.length > 0) await withdraw(tx, { subject, purposes, staffId })
  return purposes.length
}

async function endAtShopify({ admin, retryPolicy }: ShopClient, customerId: string): Promise<number> {
  let ended = 0
  for (const channel of MARKETING_CHANNELS) {
    const held = await readMarketingConsent(admin, customerId, channel, retryPolicy)
    if (!held?.state || !WRITES.has(held.state)) continue
    await unsubscribe(admin, customerId, { channel, at: clock.now() }, retryPolicy)
    ended += 1
  }
  return ended
}
