import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { ShopifyRefusal } from '../shopify/calls.ts'
import { fireFlowTrigger } from '../shopify/flow.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../shopify/shop-client.ts'
import { customerIdOf } from '../subjects/index.ts'
import { type FlowState, payloadOf } from './model.ts'
import type { FlowJob } from './queues.ts'
import { type FlowEvent, findWaiting, settleFlowEvent } from './store.ts'

/**
 * Starts the shop's workflows, once for each event. Only a process that is killed between Shopify's answer and its own note does it
 * twice (note 059).
 *
 * @throws ShopifyUnavailable: try again later.
 */
export async function workFlowEvent(
  { shop, key }: FlowJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const found = await forShop(shop, async (tx) => {
    const event = await findWaiting(tx, key)
    return event && { event, customerId: await customerIdOf(tx, event.subjectId) }
  })
  if (!found) return
  const client = await clientOf(shop)
  if (!client) return
  const state = found.customerId === null ? 'nobody' : await fire(client, found.event, found.customerId)
  await forShop(shop, (tx) => settleFlowEvent(tx, key, { state, at: clock.now() }))
}

/** A shop without Flow, or one in which the extension is not released yet, refuses: nobody waits for that. */
async function fire(
  client: ShopClient,
  { trigger, facts }: FlowEvent,
  customerId: string,
): Promise<Exclude<FlowState, 'waiting'>> {
  try {
    await fireFlowTrigger(client, trigger, payloadOf(trigger, facts, customerId))
    return 'fired'
  } catch (error) {
    if (error instanceof ShopifyRefusal) return 'refused'
    throw error
  }
}
