import { addDays } from 'date-fns/addDays'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { readCustomerToErase } from '../../shopify/data-erasure.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { readRow } from '../lifecycle/store.ts'
import { confirmAtOnce } from './acts.ts'
import { type AnswerDelivery, answerPerson } from './answer-person.ts'
import { endMarketing } from './end-marketing.ts'
import { enqueueErasure } from './enqueue.ts'
import { eraseAtKept } from './erase-at-kept.ts'
import { makePlan, noteNotInstalled } from './make-plan.ts'
import {
  type ErasureGroup,
  type ErasureStepOutcome,
  FOUND_BY_ADDRESS,
  LEGAL_HOLD,
  type PersonToErase,
} from './model.ts'
import { type CustomerBehind, type PersonBehind, personBehind, personToErase, personToTell } from './person.ts'
import type { ErasurePorts } from './ports.ts'
import type { ErasureJob } from './queues.ts'
import { ErasureRefused, requestAtShopify } from './request-at-shopify.ts'
import {
  changeErasure,
  type ErasureRow,
  type ErasureStep,
  erasedCustomerId,
  noteStep,
  readErasure,
  readSteps,
  type StepName,
} from './store.ts'
import { MOST_DAYS_TO_TELL, type StopReason } from './words.ts'

/**
 * Makes the plan of an erasure, or takes its steps, one after the other, as far as it can. Each step notes what it did; killed
 * anywhere, it goes on behind the last one that was noted, and what is done twice changes nothing the second time.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal: try again later
 */
export async function workErasure({ shop, erasureId }: ErasureJob, ports: ErasurePorts): Promise<void> {
  const row = await forShop(shop, (tx) => readErasure(tx, erasureId))
  if (row?.run === 'planning') {
    await makePlan(shop, row, ports)
    const { requestId } = row
    return requestId === null ? undefined : forShop(shop, (tx) => confirmAtOnce(tx, requestId))
  }
  if (row?.run !== 'running') return
  const client = await ports.clientOf(shop)
  if (!client) return forShop(shop, (tx) => noteNotInstalled(tx, erasureId))
  if (row.notInstalled) await forShop(shop, (tx) => changeErasure(tx, erasureId, { notInstalled: false }))
  try {
    await takeSteps(shop, row, client, ports)
  } catch (error) {
    if (!(error instanceof ErasureRefused) || error.code !== 'ACCESS_DENIED') throw error
    await forShop(shop, (tx) => stop(tx, erasureId, 'access_denied'))
  }
}

/** Called after the last try failed: staff see why, and can go on. */
export const noteErasureGivenUp = ({ shop, erasureId }: ErasureJob): Promise<void> =>
  forShop(shop, async (tx) => {
    const row = await readErasure(tx, erasureId)
    if (row?.run !== 'running' && row?.run !== 'planning') return
    const asked = (await readSteps(tx, erasureId)).find(({ step }) => step === 'customer_profile')
    await stop(tx, erasureId, asked?.state === 'refused' ? 'shopify_refused' : 'shopify_away')
  })

const stop = (tx: ShopTransaction, id: string, stopped: StopReason): Promise<void> =>
  changeErasure(tx, id, { run: 'stopped', stopped, lookAt: addDays(clock.now(), 1) })

interface Steps {
  shop: ShopDomain
  row: ErasureRow
  client: ShopClient
  ports: ErasurePorts
  person: PersonBehind | null
  customer: CustomerBehind | null
}

async function takeSteps(shop: ShopDomain, row: ErasureRow, client: ShopClient, ports: ErasurePorts): Promise<void> {
  const steps: Steps = { shop, row, client, ports, ...(await whoIsErased(shop, row, client)) }
  const done = new Map((await forShop(shop, (tx) => readSteps(tx, row.id))).map((one) => [one.step, one]))
  const note = (step: StepName, outcome: ErasureStepOutcome) =>
    forShop(shop, (tx) => noteStep(tx, row.id, step, { ...outcome, at: clock.now() }))
  if (!done.has('marketing_consent')) await note('marketing_consent', await marketing(steps))
  for (const { group, run } of ports.leftovers) {
    if (!done.has(group)) await note(group, await leftover(steps, group, run))
  }
  if (isToRequest(done.get('customer_profile'))) await requestAtShopify(shop, row, client)
  if (!done.has('recipients')) await note('recipients', await tellRecipients(steps))
  const telling = await answer(steps, done.has('answer'))
  if (telling !== 'over') return later(shop, row.id, telling)
  await forShop(shop, (tx) => eraseAtKept(tx, row.id, steps))
}

/** A refusal is no end of it, unless a law refuses. */
const isToRequest = (step: ErasureStep | undefined): boolean =>
  !step || step.state === 'denied' || (step.state === 'refused' && step.code !== LEGAL_HOLD)

async function whoIsErased(
  shop: ShopDomain,
  row: ErasureRow,
  client: ShopClient,
): Promise<Pick<Steps, 'person' | 'customer'>> {
  const person = await forShop(shop, async (tx) => {
    const request = row.requestId ? await readRow(tx, row.requestId) : null
    return request?.subjectId ? personBehind(tx, request.subjectId) : null
  })
  const id = erasedCustomerId({ shop }, row)
  const customer = id === null ? null : await readCustomerToErase(client, id)
  return { person, customer: id && customer ? { id, ...customer } : null }
}

const marketing = ({ shop, row, client, person, customer }: Steps): Promise<ErasureStepOutcome> => {
  const [subjectId, customerId] = [person?.subjectId ?? null, customer?.id ?? null]
  return endMarketing(shop, { subjectId, customerId, staffId: row.confirmedBy }, client)
}

/** A customer who is gone meanwhile is still who is told of. */
const toErase = ({ row, shop, person, customer }: Steps): PersonToErase => {
  const found = personToErase(person, customer)
  return { ...found, customerId: found.customerId ?? erasedCustomerId({ shop }, row) }
}

/** What a law keeps is left alone: the plan said so. */
async function leftover(
  steps: Steps,
  group: ErasureGroup,
  run: ErasurePorts['leftovers'][number]['run'],
): Promise<ErasureStepOutcome> {
  const line = steps.row.plan?.lines.find((one) => one.group === group)
  if (line?.fate.fate === 'archived') return { state: 'refused', count: line.count ?? 0, code: LEGAL_HOLD }
  const person = toErase(steps)
  if (person.customerId === null && !FOUND_BY_ADDRESS.has(group))
    return { state: 'nothing_there', count: 0, code: null }
  return run(steps.client, person)
}

async function tellRecipients(steps: Steps): Promise<ErasureStepOutcome> {
  const { shop, row, ports, person, customer } = steps
  const told = { ...personToTell(person, customer), customerId: toErase(steps).customerId }
  const count = await forShop(shop, (tx) => ports.tellRecipients(tx, row, told))
  return { state: count > 0 ? 'done' : 'nothing_there', count, code: null }
}

/** An erasure of Shopify's own admin answers nobody. */
const answer = ({ shop, row }: Steps, isTold: boolean): Promise<AnswerDelivery> =>
  forShop(shop, async (tx) => (isTold || row.requestId === null ? 'over' : answerPerson(tx, row.id)))

/** A mail is on its way: the job comes back for it. Staff have to tell the person: it comes back when they did, or in days. */
const [SOON_SECONDS, LATER_SECONDS] = [15, 900]

const later = (shop: ShopDomain, id: string, telling: Exclude<AnswerDelivery, 'over'>): Promise<void> =>
  forShop(shop, async (tx) => {
    const answeredAt = (await readErasure(tx, id))?.answeredAt ?? clock.now()
    await changeErasure(tx, id, { lookAt: addDays(answeredAt, MOST_DAYS_TO_TELL) })
    const isFresh = +clock.now() - +answeredAt < LATER_SECONDS * 1000
    if (telling === 'on_its_way') await enqueueErasure(tx, id, isFresh ? SOON_SECONDS : LATER_SECONDS)
  })
