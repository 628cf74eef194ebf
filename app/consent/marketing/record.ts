import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { type MarketingChannel, versionInForce } from '../../register/index.ts'
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
import { followUpRefusals } from './follow-up.ts'
import { grantTimes } from './grants-store.ts'
import {
  eventIdAt,
  type MarketingContext,
  type MarketingFact,
  type MarketingResult,
  reconcileMarketingConsent,
  timeOf,
  UNWRITTEN_STATES,
} from './model.ts'
import { noticeSuppressed } from './notice-suppressed.ts'
import { forgetWriteBacks, lastShopifyUpdate, noteShopifyUpdate, writtenRefusals } from './store.ts'

export interface MarketingOutcome {
  result: MarketingResult
  /** Whether Shopify reported a consent. */
  granted: boolean
}

/**
 * Records a marketing consent that Shopify reported, in the transaction that marks its message done. Repeated reports,
 * reports out of order and echoes of Kept's own writes add nothing. A report that is not recorded creates no person in
 * Kept, and a report from before an erasure creates nobody again.
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
  if (await noticeSuppressed(tx, person, fact)) return { result: 'suppressed', granted }
  const subjects = await findSubjects(tx, person)
  const known = await marketingContextOf(tx, subjects, fact.channel)
  const isEcho = granted && (await isOwnGrant(tx, subjects, fact))
  const reconciled = isEcho ? { result: 'known' as const } : reconcileMarketingConsent(fact, known)
  const isNewest = !known.lastUpdate || +timeOf(fact) >= +known.lastUpdate.saidAt
  if (isNewest && (reconciled.result === 'known' || reconciled.result === 'recorded')) {
    // Shopify and Kept agree now, so staff need not write what Kept could not.
    await forgetWriteBacks(tx, subjects, fact.channel, UNWRITTEN_STATES)
  }
  const subject = 'choices' in reconciled ? await identify(tx, person) : subjects[0]
  if (subject && reconciled.result !== 'says_nothing') {
    await noteShopifyUpdate(tx, subject, { channel: fact.channel, state: fact.state, saidAt: timeOf(fact) })
  }
  if (subject && 'choices' in reconciled) {
    const id = eventIdAt(reconciled.at, keyedBytes(tx, person, fact))
    await appendWithin(tx, [withoutBanner({ id, subject, source: fact.source, choices: reconciled.choices })])
    await followUpRefusals(tx, [subject])
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
 * Whether Shopify tells of a consent that Kept wrote there. It was given for the purposes that the person named: it is no consent to
 * others of the channel.
 */
async function isOwnGrant(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  { channel, saidAt }: MarketingFact,
): Promise<boolean> {
  if (saidAt === null) return false
  const second = (time: Date) => Math.floor(+time / 1000)
  return (await grantTimes(tx, subjects, channel)).some((at) => second(at) === second(saidAt))
}

/**
 * The same report gives the same event id, under whatever webhook id it comes. The hash is keyed, because an unkeyed
 * one would lead from an exported ledger to the customer.
 */
const keyedBytes = (tx: ShopTransaction, [who]: readonly Identifier[], fact: MarketingFact) =>
  Buffer.from(
    vault.lookup(`${who?.value}/${fact.channel}/${fact.state}/${+timeOf(fact)}`, `${tx.shop}/marketing`),
    'hex',
  )
