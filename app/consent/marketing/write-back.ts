import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { MARKETING_CHANNELS, type MarketingChannel, versionInForce } from '../../register/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { readMarketingConsent, unsubscribe } from '../../shopify/marketing-consent.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { customerIdOf, findSamePerson, type SubjectId } from '../../subjects/index.ts'
import { canonicalSubject } from '../canonical-subject.ts'
import { currentChoicesOf } from '../ledger/index.ts'
import type { WriteBackJob } from '../queues.ts'
import { writeSignals } from '../signals/write.ts'
import { enforceSuppressions } from './enforce-suppressions.ts'
import { followUpRefusals } from './follow-up.ts'
import { settleGrant, waitingGrants } from './grants-store.ts'
import { reasonNotToWrite, refusalOf, SETTLED_STATES, UNWRITTEN_STATES, type WriteBackState } from './model.ts'
import { forgetWriteBacks, noteWriteBack, readWriteBack, reopenUnwritten, settleWriteBack } from './store.ts'
import { writeGrants } from './write-grants.ts'

/** A refusal that Shopify may not hold yet. */
interface PendingWithdrawal {
  subjectId: SubjectId
  customerId: string
  channel: MarketingChannel
  eventId: string
  /** When the person refused. */
  at: Date
}

/**
 * Brings a customer's record at Shopify in line with what the person chose: e-mail and SMS, which are turned on only by a consent
 * that they gave in Kept, and what the storefront and segments read. It reads before it writes, so it may run twice, at once, or be killed anywhere.
 *
 * @throws ShopifyUnavailable: try again later.
 */
export async function workWriteBack(
  { shop, subject }: WriteBackJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  for (const withdrawal of await forShop(shop, (tx) => withdrawalsOf(tx, subject))) {
    await settle(shop, withdrawal, await writeWithdrawal(shop, withdrawal, clientOf))
  }
  const client = await clientOf(shop)
  if (!client) return
  await endSuppressed(shop, subject, client)
  await writeGrants(shop, subject, client)
  await writeSignals(shop, subject, client)
}

/** A refusal is what `withdrawalsOf` has noted for staff, where a purpose is concerned; the same call would be refused again. */
async function endSuppressed(shop: ShopDomain, subject: SubjectId, client: ShopClient): Promise<void> {
  try {
    await enforceSuppressions(shop, subject, client)
  } catch (error) {
    if (!(error instanceof ShopifyRefusal)) throw error
  }
}

/**
 * The person's current refusals that Shopify is not known to hold. A person who never signed in is no customer, and has
 * none.
 */
async function withdrawalsOf(tx: ShopTransaction, subject: SubjectId): Promise<PendingWithdrawal[]> {
  const customerId = await customerIdOf(tx, subject)
  const version = customerId && (await versionInForce(tx))
  if (!version) return []
  const current = await currentChoicesOf(tx, subject)
  const subjectId = await canonicalSubject(tx, subject)
  const withdrawals: PendingWithdrawal[] = []
  for (const channel of MARKETING_CHANNELS) {
    const refusal = refusalOf(version.register, channel, current)
    if (!refusal) {
      await forgetWriteBacks(tx, [subjectId], channel, ['writing', ...UNWRITTEN_STATES])
      continue
    }
    const { eventId, decidedAt: at } = refusal
    const noted = await readWriteBack(tx, subjectId, channel)
    if (noted?.eventId === eventId && isSettled(noted.state)) continue
    await noteWriteBack(tx, { subjectId, channel, eventId, state: 'writing', reason: noted?.reason ?? null })
    withdrawals.push({ subjectId, customerId, channel, eventId, at })
  }
  return withdrawals
}

const isSettled = (state: WriteBackState) => SETTLED_STATES.some((settled) => settled === state)

interface WriteOutcome {
  state: WriteBackState
  reason: string | null
}

async function writeWithdrawal(
  shop: ShopDomain,
  withdrawal: PendingWithdrawal,
  clientOf: ShopClientProvider,
): Promise<WriteOutcome> {
  const { customerId, channel, at } = withdrawal
  try {
    const client = await clientOf(shop)
    if (!client) return { state: 'failed', reason: 'not_installed' }
    const { admin, retryPolicy } = client
    const held = await readMarketingConsent(admin, customerId, channel, retryPolicy)
    const reason = reasonNotToWrite(held, at)
    if (reason) return { state: 'not_needed', reason }
    await unsubscribe(admin, customerId, { channel, at }, retryPolicy)
    return { state: 'written', reason: null }
  } catch (error) {
    if (error instanceof ShopifyUnavailable) {
      await settle(shop, withdrawal, { state: 'writing', reason: error.outage })
      throw error
    }
    if (!(error instanceof ShopifyRefusal)) throw error
    // Shopify would refuse again until the merchant grants the access scope.
    if (error.code === 'ACCESS_DENIED') return { state: 'denied', reason: null }
    return { state: 'refused', reason: error.code }
  }
}

const settle = (shop: ShopDomain, { subjectId, channel, eventId }: PendingWithdrawal, outcome: WriteOutcome) =>
  forShop(shop, (tx) => settleWriteBack(tx, { subjectId, channel, eventId, ...outcome }))

/** Called when no retry is left: staff see it. */
export async function noteWriteBackGivenUp({ shop, subject }: WriteBackJob): Promise<void> {
  await forShop(shop, async (tx) => {
    for (const grant of await waitingGrants(tx, await findSamePerson(tx, subject)))
      await settleGrant(tx, { ...grant, state: 'failed' })
    const subjectId = await canonicalSubject(tx, subject)
    for (const channel of MARKETING_CHANNELS) {
      const noted = await readWriteBack(tx, subjectId, channel)
      if (noted?.state === 'writing') await settleWriteBack(tx, { ...noted, state: 'failed' })
    }
  })
}

/** Enqueues every withdrawal that waits for staff again. Returns how many there were. */
export async function retryWriteBacks(tx: ShopTransaction): Promise<number> {
  const subjects = await reopenUnwritten(tx)
  await followUpRefusals(tx, subjects)
  return subjects.length
}
