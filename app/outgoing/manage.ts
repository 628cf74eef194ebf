import { addDays } from 'date-fns/addDays'
import { v7 as uuidv7 } from 'uuid'
import { clock } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { isEndpoint } from '../platform/endpoint.ts'
import { newWebhookSecret } from '../platform/webhook-signature.ts'
import { sendEvent } from './announce.ts'
import { giveUpWaiting, listDeliveries, type ShownDelivery } from './deliveries-store.ts'
import {
  changeEndpoint,
  countEndpoints,
  type EndpointRow,
  findEndpoint,
  insertEndpoint,
  listEndpoints,
  lockEndpoint,
  lockEndpoints,
  removeEndpointRow,
  rotateSecret,
} from './endpoints-store.ts'
import { MOST_ENDPOINTS, OUTGOING_OVERLAP_DAYS } from './limits.ts'
import type { TypedEndpoint } from './model.ts'
import { TEST_EVENT } from './words.ts'

export type EndpointSaved =
  | { ok: true /** Shown once; null where it stays as it is. */; secret: string | null }
  | { ok: false; reason: 'too_many' | 'not_an_endpoint' | 'gone' }

const isTrusted = (host: string) => config.OUTBOUND_TRUSTED_HOSTS.includes(host)
const NOT_AN_ENDPOINT: EndpointSaved = { ok: false, reason: 'not_an_endpoint' }
const GONE: EndpointSaved = { ok: false, reason: 'gone' }

/** A new address, with a secret that is shown once. */
export async function addEndpoint(tx: ShopTransaction, typed: TypedEndpoint, staffId: string): Promise<EndpointSaved> {
  if (!isEndpoint(typed.url, isTrusted)) return NOT_AN_ENDPOINT
  await lockEndpoints(tx)
  if ((await countEndpoints(tx)) >= MOST_ENDPOINTS) return { ok: false, reason: 'too_many' }
  const [secret, now] = [newWebhookSecret(), clock.now()]
  await insertEndpoint(tx, { ...typed, id: uuidv7({ msecs: +now }), secret, createdAt: now, createdBy: staffId })
  return { ok: true, secret }
}

export async function editEndpoint(tx: ShopTransaction, id: string, typed: TypedEndpoint): Promise<EndpointSaved> {
  if (!isEndpoint(typed.url, isTrusted)) return NOT_AN_ENDPOINT
  return (await changeEndpoint(tx, id, typed)) ? { ok: true, secret: null } : GONE
}

/** A new secret, which counts at once; the one before counts for some days more. */
export async function rotateEndpoint(tx: ShopTransaction, id: string): Promise<EndpointSaved> {
  const secret = newWebhookSecret()
  const previousUntil = addDays(clock.now(), OUTGOING_OVERLAP_DAYS)
  return (await rotateSecret(tx, id, { secret, previousUntil })) ? { ok: true, secret } : GONE
}

/** Switched on again, an address begins anew: what it missed meanwhile it is not told. */
export async function switchEndpoint(tx: ShopTransaction, id: string, isOn: boolean): Promise<EndpointSaved> {
  await lockEndpoint(tx, id)
  if (!isOn) await giveUpWaiting(tx, id)
  const changed = await changeEndpoint(tx, id, {
    state: isOn ? 'on' : 'off',
    offAt: isOn ? null : clock.now(),
    failingSince: null,
    failures: 0,
    waitUntil: null,
  })
  return changed ? { ok: true, secret: null } : GONE
}

export async function removeEndpoint(tx: ShopTransaction, id: string): Promise<EndpointSaved> {
  await lockEndpoint(tx, id)
  await giveUpWaiting(tx, id)
  return (await removeEndpointRow(tx, id)) ? { ok: true, secret: null } : GONE
}

/** Sends an event that says nothing, so that staff see whether the address answers. */
export async function testEndpoint(tx: ShopTransaction, id: string): Promise<EndpointSaved> {
  const endpoint = await findEndpoint(tx, id)
  if (endpoint?.state !== 'on') return GONE
  // Whoever tests does not want to wait for what failed before.
  await changeEndpoint(tx, id, { waitUntil: null })
  await sendEvent(tx, { type: TEST_EVENT, subjectId: null, data: {}, endpoints: [id] })
  return { ok: true, secret: null }
}

export interface OutgoingOverview {
  endpoints: EndpointRow[]
  deliveries: ShownDelivery[]
}

export const readOutgoing = async (tx: ShopTransaction): Promise<OutgoingOverview> => ({
  endpoints: await listEndpoints(tx),
  deliveries: await listDeliveries(tx),
})

/** Addresses that were switched off without staff: they are told on Home. */
export const endpointsSwitchedOff = async (tx: ShopTransaction): Promise<number> =>
  (await listEndpoints(tx)).filter(({ state }) => state === 'failing' || state === 'gone').length
