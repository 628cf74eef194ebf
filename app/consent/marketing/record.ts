import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { versionInForce } from '../../register/index.ts'
import { installedSince } from '../../shopify/installation.ts'
import {
  findSubjects,
  type Identifier,
  identify,
  isErasedSince,
  lockPerson,
  type SubjectId,
} from '../../subjects/index.ts'
import { appendWithin, currentChoicesOf, withoutBanner } from '../ledger/index.ts'
import {
  eventIdAt,
  type MarketingChannel,
  type MarketingContext,
  type MarketingFact,
  type MarketingResult,
  reconcileMarketingConsent,
  timeOf,
  UNWRITTEN_STATES,
} from './model.ts'
import { forgetWriteBacks, lastShopifyUpdate, noteShopifyUpdate, writtenRefusals } from './store.ts'

export interface MarketingOutcome {
  result: MarketingResult
  /** Whether Shopify told of a consent. */
  granted: boolean
}

/**
 * Records what Shopify tells of a customer's marketing consent, in the transaction that also marks its message done.
 * Told again, out of order or about what Kept wrote there itself, it adds nothing. Nobody becomes known to Kept by a
 * fact that is not recorded, nor again by one from before their erasure.
 */
export async function recordMarketing(
  tx: ShopTransaction,
  person: readonly Identifier[],
  fact: MarketingFact,
): Promise<MarketingOutcome> {
  const granted = fact.state === 'subscribed'
  if ((await installedSince(tx)) === null) return { result: 'not_installed', granted }
  await lockPerson(tx, person)
  if (await isErasedSince(tx, person, { at: fact.saidAt, triggeredAt: fact.triggeredAt })) {
    return { result: 'erased', granted }
  }
  const subjects = await findSubjects(tx, person)
  const known = await marketingContextOf(tx, subjects, fact.channel)
  const reconciled = reconcileMarketingConsent(fact, known)
  const isNewest = !known.lastUpdate || +timeOf(fact) >= +known.lastUpdate.saidAt
  if (isNewest && (reconciled.result === 'known' || reconciled.result === 'recorded')) {
    // Shopify and Kept say the same now: staff need not write what Kept could not.
    await forgetWriteBacks(tx, subjects, fact.channel, UNWRITTEN_STATES)
  }
  const subject = 'choices' in reconciled ? await identify(tx, person) : subjects[0]
  if (subject && reconciled.result !== 'says_nothing') {
    await noteShopifyUpdate(tx, subject, { channel: fact.channel, state: fact.state, saidAt: timeOf(fact) })
  }
  if (subject && 'choices' in reconciled) {
    const id = eventIdAt(reconciled.at, keyedBytes(tx, person, fact))
    await appendWithin(tx, [withoutBanner({ id, subject, source: fact.source, choices: reconciled.choices })])
  }
  return { result: reconciled.result, granted }
}

async function marketingContextOf(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  channel: MarketingChannel,
): Promise<MarketingContext> {
  const [known] = subjects
  const version = await versionInForce(tx)
  return {
    register: version?.register ?? null,
    current: known ? await currentChoicesOf(tx, known) : [],
    written: await writtenRefusals(tx, subjects, channel),
    lastUpdate: await lastShopifyUpdate(tx, subjects, channel),
    now: clock.now(),
  }
}

/**
 * The same fact gets the same event, however often and under whatever webhook id it comes. Keyed, or the id would lead
 * from an exported ledger to the customer.
 */
const keyedBytes = (tx: ShopTransaction, [who]: readonly Identifier[], fact: MarketingFact) =>
  Buffer.from(
    vault.lookup(`${who?.value}/${fact.channel}/${fact.state}/${+timeOf(fact)}`, `${tx.shop}/marketing`),
    'hex',
  )
