import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { versionInForce } from '../../register/index.ts'
import { findSubjects, type Identifier, identify, lockPerson } from '../../subjects/index.ts'
import { appendWithin, stateOf } from '../ledger/index.ts'
import { eventIdAt, type MarketingFact, type NothingToRecord, weigh } from './model.ts'
import { forgetUnwritten } from './store.ts'

export interface MarketingOutcome {
  /** `late`: recorded, and a newer choice still counts. */
  result: 'recorded' | 'late' | NothingToRecord
  /** Whether Shopify told of a consent. */
  granted: boolean
}

/**
 * Records what Shopify tells of a customer's marketing consent, in the transaction that also marks its message done.
 * Told again, out of order or about what Kept wrote there itself, it adds nothing. Nobody becomes known to Kept by a
 * fact that is not recorded.
 */
export async function recordMarketing(
  tx: ShopTransaction,
  person: readonly Identifier[],
  fact: MarketingFact,
): Promise<MarketingOutcome> {
  const granted = fact.state === 'subscribed'
  await lockPerson(tx, person)
  const subjects = await findSubjects(tx, person)
  const [known] = subjects
  const version = await versionInForce(tx)
  const weighed = weigh(fact, {
    register: version?.register ?? null,
    current: known ? await stateOf(tx, known) : [],
    now: clock.now(),
  })
  if (weighed.kind === 'known' || (weighed.kind === 'record' && !weighed.late)) {
    await forgetUnwritten(tx, subjects, fact.channel)
  }
  if (weighed.kind !== 'record') return { result: weighed.kind, granted }

  const subject = await identify(tx, person)
  await appendWithin(tx, [
    {
      id: eventIdAt(weighed.at, keyedBytes(tx, person, fact)),
      subject,
      source: fact.source,
      choices: weighed.choices,
      banner: null,
      region: '',
      gpc: false,
      shopifyConsentId: null,
      previous: null,
    },
  ])
  return { result: weighed.late ? 'late' : 'recorded', granted }
}

/**
 * The same fact gets the same event, however often and under whatever webhook id it comes. Keyed, or the id would lead
 * from an exported ledger to the customer.
 */
const keyedBytes = (tx: ShopTransaction, [who]: readonly Identifier[], { channel, state, at }: MarketingFact) =>
  Buffer.from(vault.lookup(`${who?.value}/${channel}/${state}/${+at}`, `${tx.shop}/marketing`), 'hex').subarray(0, 16)
