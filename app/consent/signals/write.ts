import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { versionInForce } from '../../register/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import {
  addProfilingTag,
  type CustomerSignalsAtShopify,
  defineProfilingField,
  PROFILING_TAG,
  readCustomerSignals,
  writeCustomerSignals,
} from '../../shopify/customer-signals.ts'
import { removeCustomerTags } from '../../shopify/person-writes/customer.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { customerIdOf, findSamePerson, type SubjectId } from '../../subjects/index.ts'
import { canonicalSubject } from '../canonical-subject.ts'
import { currentChoicesOf } from '../ledger/index.ts'
import { areSameRefusals, type CustomerSignals, type SignalState, signalsOf } from './model.ts'
import { type NotedSignals, noteSignals, readNotedSignals } from './store.ts'

interface SignalOutcome {
  /** Null: the person is no customer, or there is nothing to say of them. */
  state: SignalState | null
  code: string | null
}

interface Wanted {
  customerId: string
  subjectId: SubjectId
  noted: NotedSignals | null
  refusals: CustomerSignals['refusals']
  /** What is to stand there; what stands there already where the person chose nothing. */
  profiling: boolean
}

/** Others write at the same time: a person does not choose more often in so short a time. */
const MOST_ROUNDS = 5

/**
 * Writes a person's current refusals to their customer at Shopify, where the storefront and segments read them. What is wanted is
 * read after what Shopify has, and written over nothing else, so that an older state never replaces a newer one, whoever else writes.
 * Killed anywhere it is begun again.
 *
 * @param objects the person has just objected to profiling: they are marked, whatever the register declares as profiling
 * @throws ShopifyUnavailable: try again later
 */
export async function writeSignals(
  shop: ShopDomain,
  subject: SubjectId,
  client: ShopClient,
  { objects = false }: { objects?: boolean } = {},
): Promise<SignalOutcome> {
  const first = await forShop(shop, (tx) => wantedOf(tx, subject, objects))
  if (!first || isWritten(first)) return { state: first?.noted?.state ?? null, code: null }
  try {
    return await write(shop, subject, client, objects)
  } catch (error) {
    if (!(error instanceof ShopifyRefusal)) throw error
    const state = error.code === 'ACCESS_DENIED' ? 'denied' : 'refused'
    const { refusals, profiling, subjectId } = first
    await forShop(shop, (tx) => noteSignals(tx, subjectId, { refusals, profiling, state, code: error.code }))
    return { state, code: error.code }
  }
}

async function write(shop: ShopDomain, subject: SubjectId, client: ShopClient, objects: boolean) {
  let customerId = await forShop(shop, (tx) => customerIdOf(tx, subject))
  for (let round = 0; customerId !== null && round < MOST_ROUNDS; round += 1) {
    const held = await readCustomerSignals(client, customerId)
    const wanted = await forShop(shop, (tx) => wantedOf(tx, subject, objects))
    if (!wanted) break
    if (wanted.customerId === customerId) {
      const isDone = held === null || (await writeOver(client, wanted, held))
      const state: SignalState = held === null ? 'gone' : 'written'
      if (isDone) {
        const { subjectId, refusals, profiling } = wanted
        await forShop(shop, (tx) => noteSignals(tx, subjectId, { refusals, profiling, state, code: null }))
        return { state, code: null }
      }
    }
    customerId = wanted.customerId
  }
  if (customerId === null) return { state: null, code: null }
  throw new ShopifyUnavailable('throttled')
}

/** Null for who is no customer. */
async function wantedOf(tx: ShopTransaction, subject: SubjectId, objects: boolean): Promise<Wanted | null> {
  const customerId = await customerIdOf(tx, subject)
  if (customerId === null) return null
  const subjectId = await canonicalSubject(tx, subject)
  const noted = await readNotedSignals(tx, await findSamePerson(tx, subject))
  const register = (await versionInForce(tx))?.register ?? null
  const { refusals, profiling } = signalsOf(register, await currentChoicesOf(tx, subject))
  return { customerId, subjectId, noted, refusals, profiling: profiling ?? (objects || (noted?.profiling ?? false)) }
}

/** Nothing to say and nothing ever said is as good as written. */
function isWritten({ noted, refusals, profiling }: Wanted): boolean {
  if (noted === null) return !profiling && Object.keys(refusals).length === 0
  return noted.state === 'written' && noted.profiling === profiling && areSameRefusals(noted.refusals, refusals)
}

/** False when somebody wrote meanwhile. */
async function writeOver(client: ShopClient, wanted: Wanted, held: CustomerSignalsAtShopify): Promise<boolean> {
  const { customerId, refusals, profiling } = wanted
  const areRefusalsThere = held.refusals?.value === JSON.stringify(refusals)
  const isMarked = held.profiling?.value === 'true'
  if (profiling && !isMarked) await defineProfilingField(client)
  const isSet = await writeCustomerSignals(client, customerId, {
    ...(!areRefusalsThere && { refusals: { value: refusals, over: held.refusals } }),
    ...(profiling !== isMarked && { profiling: { value: profiling, over: held.profiling } }),
  })
  if (!isSet) return false
  if (profiling && !held.isTagged) await addProfilingTag(client, customerId)
  // A tag that Kept never set is the shop's own.
  if (!profiling && held.isTagged && (isMarked || wanted.noted?.profiling)) await untag(client, customerId)
  return true
}

async function untag(client: ShopClient, customerId: string): Promise<void> {
  const refusal = await removeCustomerTags(client, customerId, [PROFILING_TAG])
  if (refusal !== null) throw new ShopifyRefusal('Shopify did not take the tag away', refusal)
}
