import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { versionInForce } from '../../register/index.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { readMarketingConsent, subscribe } from '../../shopify/marketing-consent.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { customerIdOf, findSamePerson, type SubjectId } from '../../subjects/index.ts'
import { currentChoicesOf } from '../ledger/index.ts'
import { type GrantState, type MarketingGrant, settleGrant, waitingGrants } from './grants-store.ts'
import { refusalOf } from './model.ts'

/**
 * Subscribes a customer who agreed to e-mail or SMS while they were signed in. It reads before it writes, and never over a refusal:
 * of this person in Kept, or a newer one at Shopify.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function writeGrants(shop: ShopDomain, subject: SubjectId, client: ShopClient): Promise<void> {
  for (const { customerId, ...grant } of await forShop(shop, (tx) => grantsToWrite(tx, subject))) {
    const outcome = await write(customerId, grant, client)
    await forShop(shop, (tx) => settleGrant(tx, { ...grant, ...outcome }))
  }
}

async function grantsToWrite(tx: ShopTransaction, subject: SubjectId) {
  const waiting = await waitingGrants(tx, await findSamePerson(tx, subject))
  const customerId = waiting.length > 0 ? await customerIdOf(tx, subject) : null
  const register = customerId && (await versionInForce(tx))?.register
  if (!customerId || !register) return []
  const current = await currentChoicesOf(tx, subject)
  const toWrite: (MarketingGrant & { customerId: string })[] = []
  for (const grant of waiting) {
    const isCurrent = current.some(({ eventId, granted }) => granted && eventId === grant.eventId)
    if (isCurrent && refusalOf(register, grant.channel, current) === null) toWrite.push({ ...grant, customerId })
    else await settleGrant(tx, { ...grant, state: 'not_needed', reason: 'refused_since' })
  }
  return toWrite
}

interface GrantOutcome {
  state: GrantState
  reason: string | null
}

const notNeeded = (reason: string): GrantOutcome => ({ state: 'not_needed', reason })

/** Shopify notes whole seconds. */
const second = (time: Date) => Math.floor(+time / 1000)

async function write(
  customerId: string,
  { channel, grantedAt: at }: MarketingGrant,
  { admin, retryPolicy }: ShopClient,
): Promise<GrantOutcome> {
  try {
    const held = await readMarketingConsent(admin, customerId, channel, retryPolicy)
    if (!held) return notNeeded('gone')
    if (held.state === null) return notNeeded('no_address')
    if (held.state === 'SUBSCRIBED') return notNeeded('already')
    // Shopify alone knows of erased people and of addresses that take no mail.
    if (held.state === 'REDACTED' || held.state === 'INVALID') return notNeeded('not_allowed')
    if (held.updatedAt && second(held.updatedAt) > second(at)) return notNeeded('newer')
    await subscribe(admin, customerId, { channel, at }, retryPolicy)
    return { state: 'written', reason: null }
  } catch (error) {
    if (!(error instanceof ShopifyRefusal)) throw error
    return error.code === 'ACCESS_DENIED' ? { state: 'denied', reason: null } : { state: 'refused', reason: error.code }
  }
}
