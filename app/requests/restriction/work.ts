import { addDays } from 'date-fns/addDays'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import {
  customerIdOf,
  identifiersOf,
  identify,
  isRestricted,
  lockPerson,
  markRestricted,
  type Restriction,
  readRestriction,
  type SubjectId,
} from '../../subjects/index.ts'
import {
  type CustomerBehind,
  findCustomerBehind,
  type PersonBehind,
  personBehind,
  personToTell,
} from '../erasure/person.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, type RequestRow, readRow } from '../lifecycle/store.ts'
import { isStepDone, stopOf } from './model.ts'
import type { RestrictionJob } from './queues.ts'
import {
  changeRun,
  lockRun,
  noteRestrictionStep,
  type RestrictionRun,
  type RestrictionStep,
  readRestrictionSteps,
} from './record/store.ts'
import type { RestrictionStepName, RestrictionStop } from './record/words.ts'
import { stopMarketing } from './stop-marketing.ts'
import { tagCustomer, untagCustomer } from './tag-customer.ts'
import { tellOfLifting, tellOfRestriction } from './tell-of-restriction.ts'

/** What a restriction needs of others. */
export interface RestrictionPorts {
  clientOf: ShopClientProvider
}
const RESTRICTION_PORTS: RestrictionPorts = { clientOf: backgroundClient }

interface Work {
  shop: ShopDomain
  run: RestrictionRun
  request: RequestRow & { subjectId: SubjectId }
  mark: Restriction
  person: PersonBehind
  client: ShopClient
  customer: CustomerBehind | null
}

/**
 * Takes the steps of a restriction, one after the other. Each notes what it did; killed anywhere, it goes on behind the last one
 * that was noted, and what is done twice changes nothing the second time.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal: try again later
 */
export async function workRestriction(
  { shop, restrictionId }: RestrictionJob,
  { clientOf }: RestrictionPorts = RESTRICTION_PORTS,
): Promise<void> {
  const begun = await forShop(shop, (tx) => begin(tx, restrictionId))
  if (!begun) return
  const client = await clientOf(shop)
  if (!client) {
    const tomorrow = { notInstalled: true, lookAt: addDays(clock.now(), 1) }
    return forShop(shop, (tx) => changeRun(tx, restrictionId, tomorrow))
  }
  if (begun.run.notInstalled) await forShop(shop, (tx) => changeRun(tx, restrictionId, { notInstalled: false }))
  const found = await findCustomerBehind(client, begun.person)
  // Of a customer whom Shopify has erased nothing is left that could be restricted.
  const customer = found?.isErased ? null : found
  const mark = customer ? await forShop(shop, (tx) => markCustomer(tx, begun, customer)) : begun.mark
  if (!mark) return
  const work: Work = { shop, ...begun, mark, client, customer }
  await takeSteps(work)
  await forShop(shop, (tx) => finish(tx, work))
}

/** Null where there is nothing to do (any more): the person may have been erased meanwhile. */
async function begin(tx: ShopTransaction, id: string) {
  const run = await lockRun(tx, id)
  if (run?.run !== 'running') return null
  const request = await readRow(tx, run.requestId)
  const mark = await readRestriction(tx, id)
  if (!request?.subjectId || !mark) return null
  const { subjectId } = request
  const person = await personBehind(tx, subjectId)
  // Who asked by a mailbox is known as the customer, too, once that was found out: whatever address they have now.
  for (const subject of mark.subjects) person.customerId ??= await customerIdOf(tx, subject)
  return { run, request: { ...request, subjectId }, mark, person }
}

/** Who asked by a mailbox is marked as the customer, too, whose address it is: that is whom staff and sweeps meet. */
async function markCustomer(
  tx: ShopTransaction,
  { run, person }: Pick<Work, 'run' | 'person'>,
  customer: CustomerBehind,
): Promise<Restriction | null> {
  const known = identifiersOf({ id: customer.id })
  if (person.customerId === null) await lockPerson(tx, [...person.identifiers, ...known])
  const mark = await readRestriction(tx, run.id)
  if (!mark || person.customerId !== null) return mark
  const { ground, since } = mark
  await markRestricted(tx, { id: run.id, subjectId: await identify(tx, known), ground, since })
  return readRestriction(tx, run.id)
}

type Take = (work: Work) => Promise<Omit<RestrictionStep, 'step' | 'at'>>

const counted = (count: number) => ({ state: count > 0 ? 'done' : 'nothing_there', count, code: null }) as const

const NO_CUSTOMER = counted(0)
/** The person has another restriction that goes on. */
const STILL_RESTRICTED = { state: 'nothing_there', count: 0, code: 'STILL_RESTRICTED' } as const

const isStillRestricted = ({ shop, request }: Work) => forShop(shop, (tx) => isRestricted(tx, request.subjectId))

const STEPS: Record<RestrictionRun['phase'], readonly (readonly [RestrictionStepName, Take])[]> = {
  set: [
    [
      'recipients',
      async (work) => {
        const { run, request, mark } = work
        const known = { id: run.id, request, mark, person: personToTell(work.person, work.customer) }
        return counted(await forShop(work.shop, (tx) => tellOfRestriction(tx, known)))
      },
    ],
    ['marketing', (work) => stopMarketing(work)],
    ['tag', async ({ client, customer }) => (customer ? tagCustomer(client, customer.id) : NO_CUSTOMER)],
  ],
  lift: [
    [
      'lift_recipients',
      async (work) => {
        if (await isStillRestricted(work)) return STILL_RESTRICTED
        const { run, request, mark } = work
        const known = { id: run.id, request, mark, person: personToTell(work.person, work.customer) }
        return counted(await forShop(work.shop, (tx) => tellOfLifting(tx, known)))
      },
    ],
    [
      'lift_tag',
      async (work) => {
        if (await isStillRestricted(work)) return STILL_RESTRICTED
        return work.customer ? untagCustomer(work.client, work.customer.id) : NO_CUSTOMER
      },
    ],
  ],
}

async function takeSteps(work: Work): Promise<void> {
  const { shop, run } = work
  const steps = await forShop(shop, (tx) => readRestrictionSteps(tx, run.id))
  const done = new Set(steps.filter(isStepDone).map(({ step }) => step))
  for (const [step, take] of STEPS[run.phase]) {
    if (done.has(step)) continue
    const outcome = await take(work)
    await forShop(shop, (tx) => noteRestrictionStep(tx, run.id, step, { ...outcome, at: clock.now() }))
  }
}

/** Answers the person, or ends the work, in one transaction: both happen once. */
async function finish(tx: ShopTransaction, { run, request }: Work): Promise<void> {
  await lockRow(tx, request.id)
  const row = await lockRun(tx, run.id)
  if (row?.run !== 'running') return
  const stopped = stopOf(await readRestrictionSteps(tx, run.id))
  if (stopped) return stop(tx, run.id, stopped)
  const at = clock.now()
  if (row.phase === 'lift') return changeRun(tx, run.id, { run: 'done', ended: 'lifted', endedAt: at, lookAt: null })
  await changeRun(tx, run.id, { run: 'done', lookAt: null })
  const event = { at, actor: 'kept', actorId: null, note: null, move: 'answer', facts: {} } as const
  // Of a request that was answered before, as after a merge, nothing new is said.
  await recordEvent(tx, { requestId: request.id, seen: null, event })
}

const stop = (tx: ShopTransaction, id: string, stopped: RestrictionStop): Promise<void> =>
  changeRun(tx, id, { run: 'stopped', stopped, lookAt: stopped === 'shopify_away' ? addDays(clock.now(), 1) : null })

/** Called after the last try failed: staff see why, and can go on. */
export const noteRestrictionGivenUp = ({ shop, restrictionId }: RestrictionJob): Promise<void> =>
  forShop(shop, async (tx) => {
    const run = await lockRun(tx, restrictionId)
    if (run?.run === 'running') await stop(tx, restrictionId, 'shopify_away')
  })
