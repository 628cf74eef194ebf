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
import { appendWithin, stateOf, withoutBanner } from '../ledger/index.ts'
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
  const known = await knownOf(tx, subjects, fact.channel)
  const weighed = reconcileMarketingConsent(fact, known)
  const isNewest = !known.lastUpdate || +timeOf(fact) >= +known.lastUpdate.saidAt
  if (isNewest && (weighed.result === 'known' || weighed.result === 'recorded')) {
    // Shopify and Kept say the same now: staff need not write what Kept could not.
    await forgetWriteBacks(tx, subjects, fact.channel, UNWRITTEN_STATES)
  }
  const subject = 'choices' in weighed ? await identify(tx, person) : subjects[0]
  if (subject && weighed.result !== 'says_nothing') {
    await noteShopifyUpdate(tx, subject, { channel: fact.channel, state: fact.state, saidAt: timeOf(fact) })
  }
  if (subject && 'choices' in weighed) {
    const id = eventIdAt(weighed.at, keyedBytes(tx, person, fact))
    await appendWithin(tx, [withoutBanner({ id, subject, source: fact.source, choices: weighed.choices })])
  }
  return { result: weighed.result, granted }
}

async function knownOf(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  channel: MarketingChannel,
): Promise<MarketingContext> {
  const [known] = subjects
  const version = await versionInForce(tx)
  return {
    register: version?.register ?? null,
    current: known ? await stateOf(tx, known) : [],
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
