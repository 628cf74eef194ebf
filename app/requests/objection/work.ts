import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { findCustomerIdByPhone } from '../../shopify/customers.ts'
import { readCustomerToErase } from '../../shopify/data-erasure.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { lockPerson } from '../../subjects/index.ts'
import { type CustomerBehind, findCustomerBehind, personBehind } from '../erasure/person.ts'
import { type Carrying, EFFECTS, outcomeOfRefusal, withdrawForCustomer } from './carry-out.ts'
import { type EffectOutcome, noteEffect, readEffects } from './effects/store.ts'
import type { ObjectionEffect } from './effects/words.ts'
import type { ObjectionJob } from './queues.ts'
import { type Objection, readObjection } from './said.ts'
import { settleObjection } from './settle.ts'

/**
 * Carries out what is pending of an objection, effect by effect, and answers. Each notes what it did; killed anywhere, it goes on
 * behind the last one that was noted, and what is done twice changes nothing the second time.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function workObjection(
  { shop, requestId }: ObjectionJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const { objection, pending } = await forShop(shop, (tx) => readPending(tx, requestId))
  if (objection && pending.length > 0) {
    const client = await clientOf(shop)
    if (!client) return forShop(shop, (tx) => giveUp(tx, requestId, 'NOT_INSTALLED'))
    const since = pending[0]?.begunAt ?? new Date()
    const carrying = await whoObjects(shop, objection, client, since)
    for (const { effect } of pending) {
      const outcome = await attempt(effect, carrying)
      await forShop(shop, (tx) => noteEffect(tx, requestId, effect, outcome))
    }
  }
  await forShop(shop, (tx) => settleObjection(tx, requestId))
}

async function readPending(tx: ShopTransaction, requestId: string) {
  const objection = await readObjection(tx, requestId)
  const pending = (await readEffects(tx, requestId)).filter(({ state }) => state === 'pending')
  return { objection, pending }
}

async function whoObjects(shop: ShopDomain, objection: Objection, client: ShopClient, since: Date): Promise<Carrying> {
  const customer = await findCustomer(shop, objection, client)
  const subject = await forShop(shop, async (tx) => {
    await lockPerson(tx, objection.person)
    return withdrawForCustomer(tx, objection, customer)
  })
  return { shop, objection, client, customer, subject, since }
}

/** The customer by Shopify's number, by their address, or by the number that was given where no address was. */
async function findCustomer(
  shop: ShopDomain,
  { subjectId, person }: Objection,
  client: ShopClient,
): Promise<CustomerBehind | null> {
  const found = await findCustomerBehind(client, await forShop(shop, (tx) => personBehind(tx, subjectId)))
  const [first] = person
  if (found || first?.kind !== 'phone') return found
  const id = await findCustomerIdByPhone(client, first.value)
  const customer = id && (await readCustomerToErase(client, id))
  return id && customer ? { id, ...customer } : null
}

async function attempt(effect: ObjectionEffect, carrying: Carrying): Promise<EffectOutcome> {
  try {
    return await EFFECTS[effect](carrying)
  } catch (error) {
    return outcomeOfRefusal(error)
  }
}

/** Called after the last try failed: staff see what is left, and the person is told what was done. */
export const noteObjectionGivenUp = ({ shop, requestId }: ObjectionJob): Promise<void> =>
  forShop(shop, (tx) => giveUp(tx, requestId, 'SHOPIFY_AWAY'))

async function giveUp(tx: ShopTransaction, requestId: string, code: string): Promise<void> {
  for (const { effect, state } of await readEffects(tx, requestId)) {
    if (state === 'pending') await noteEffect(tx, requestId, effect, { state: 'failed', count: 0, code })
  }
  await settleObjection(tx, requestId)
}
