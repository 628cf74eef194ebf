import { clock } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { OutboundRefused, outboundOf, publicOnly, type SendOut } from '../platform/outbound.ts'
import { postSigned } from '../platform/webhook-signature.ts'
import { changeDelivery, type DeliveryRow, giveUpWaiting, lockDelivery, readContent } from './deliveries-store.ts'
import { changeEndpoint, type EndpointRow, findEndpoint, lockEndpoint, readSecrets } from './endpoints-store.ts'
import { healthAfter, outcomeOf, retryDeliveryAt, type TryOutcome } from './model.ts'
import type { OutgoingJob } from './queues.ts'

const sendOut = outboundOf(publicOnly(config.OUTBOUND_TRUSTED_HOSTS))

interface PreparedTry {
  endpointId: string
  endpoint: string
  secrets: readonly string[]
  id: string
  body: string
}

/** Tells staff that an address was switched off, in the transaction in which it was. */
export type TellStaffOff = (tx: ShopTransaction, endpoint: { id: string; url: string }) => Promise<void>

/**
 * One try of telling one address: everything is read, then the call is made outside of any transaction, then its outcome is noted.
 * Killed in between, the call is made again with the same id, and the receiver knows it.
 *
 * @param send injected by tests, whose receivers are on this machine
 */
export async function workOutgoing(
  job: OutgoingJob,
  tellStaff: TellStaffOff = async () => undefined,
  send: SendOut = sendOut,
): Promise<void> {
  const prepared = await forShop(job.shop, (tx) => prepare(tx, job))
  if (!prepared) return
  const outcome = await attempt(prepared, send)
  await forShop(job.shop, async (tx) => {
    // The address first: whoever switches it off locks it before its deliveries.
    const endpoint = await lockEndpoint(tx, prepared.endpointId)
    const delivery = await findTried(tx, job)
    if (endpoint && delivery) await noteTry(tx, { endpoint, delivery, outcome }, tellStaff)
  })
}

/** The delivery, locked, if this try is still the one that counts. */
async function findTried(tx: ShopTransaction, { deliveryId, tries }: OutgoingJob): Promise<DeliveryRow | null> {
  const delivery = await lockDelivery(tx, deliveryId)
  return delivery?.state === 'waiting' && delivery.tries === tries ? delivery : null
}

/** What to send; null when there is nothing to send now. */
async function prepare(tx: ShopTransaction, job: OutgoingJob): Promise<PreparedTry | null> {
  const delivery = await findTried(tx, job)
  if (!delivery) return null
  const now = clock.now()
  const endpoint = await findEndpoint(tx, delivery.endpointId)
  const body = await readContent(tx, delivery.eventId)
  if (!endpoint || body === null || endpoint.state !== 'on') {
    await changeDelivery(tx, delivery, { state: body === null ? 'forgotten' : 'off', nextAt: null })
    return null
  }
  if (endpoint.waitUntil && endpoint.waitUntil > now) {
    // It was not asked, so this was no try.
    await changeDelivery(tx, delivery, { tries: delivery.tries - 1, nextAt: endpoint.waitUntil })
    return null
  }
  return {
    endpointId: endpoint.id,
    endpoint: endpoint.url,
    secrets: await readSecrets(tx, endpoint.id, now),
    id: delivery.eventId,
    body,
  }
}

async function attempt(prepared: PreparedTry, send: SendOut): Promise<TryOutcome> {
  const now = clock.now()
  try {
    return outcomeOf(await postSigned(send, prepared, now), now)
  } catch (error) {
    const code = error instanceof OutboundRefused ? 'address_not_allowed' : 'no_answer'
    return { result: 'failed', httpStatus: null, code, answer: '', askedSeconds: null }
  }
}

async function noteTry(
  tx: ShopTransaction,
  { endpoint, delivery, outcome }: { endpoint: EndpointRow; delivery: DeliveryRow; outcome: TryOutcome },
  tellStaff: TellStaffOff,
): Promise<void> {
  const now = clock.now()
  const { httpStatus, answer } = outcome
  const tried = { triedAt: now, httpStatus, answer, code: outcome.result === 'failed' ? outcome.code : null }
  if (outcome.result === 'delivered') {
    await changeDelivery(tx, delivery, { ...tried, state: 'delivered', nextAt: null })
  } else {
    const nextAt = outcome.result === 'failed' ? retryDeliveryAt(delivery.tries, outcome.askedSeconds, now) : null
    await changeDelivery(tx, delivery, { ...tried, state: nextAt ? 'waiting' : 'failed', nextAt })
  }
  const health = healthAfter(endpoint, outcome, now)
  const { state, succeededAt, failingSince, failures, waitUntil } = health
  const isEnded = state !== endpoint.state
  await changeEndpoint(tx, endpoint.id, {
    ...{ state, succeededAt, failingSince, failures, waitUntil },
    ...(isEnded && { offAt: now }),
  })
  if (!isEnded) return
  await giveUpWaiting(tx, endpoint.id)
  await tellStaff(tx, endpoint)
}
