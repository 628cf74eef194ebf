import type { OutgoingEndpoint } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import { vault } from '../platform/vault.ts'
import { MOST_ENDPOINTS } from './limits.ts'
import type { EndpointHealth } from './model.ts'
import { ENDPOINT_STATES, OUTGOING_EVENTS, type OutgoingEventType } from './words.ts'

const sealed = (column: string): SealedColumn => ({
  table: 'outgoing_endpoints',
  column,
  id: 'id',
  idType: 'uuid',
  holds: 'envelope',
  rowsAStep: 200,
})
/** What a change of the installation's key must reach. */
export const ENDPOINT_SECRETS: readonly SealedColumn[] = [sealed('secret'), sealed('previous_secret')]

const contextOf = (shop: string, id: string) => `outgoing-endpoint/${shop}/${id}`

export interface EndpointRow extends EndpointHealth {
  id: string
  url: string
  events: OutgoingEventType[]
  previousUntil: Date | null
  createdAt: Date
  createdBy: string
  offAt: Date | null
}

function rowOf(row: OutgoingEndpoint): EndpointRow {
  const { id, url, previousUntil, createdAt, createdBy, succeededAt, failingSince, failures, waitUntil, offAt } = row
  return {
    ...{ id, url, previousUntil, createdAt, createdBy, succeededAt, failingSince, failures, waitUntil, offAt },
    state: z.enum(ENDPOINT_STATES).parse(row.state),
    // A later release may know more events.
    events: OUTGOING_EVENTS.filter((event) => row.events.includes(event)),
  }
}

/** The oldest first. */
export const listEndpoints = async (tx: ShopTransaction): Promise<EndpointRow[]> =>
  (await tx.outgoingEndpoint.findMany({ orderBy: { createdAt: 'asc' }, take: MOST_ENDPOINTS })).map(rowOf)

/** Ids of the addresses that are told of such events now. */
export async function endpointsFor(tx: ShopTransaction, type: OutgoingEventType): Promise<string[]> {
  const rows = await tx.outgoingEndpoint.findMany({
    where: { state: 'on', events: { has: type } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

export async function lockEndpoint(tx: ShopTransaction, id: string): Promise<EndpointRow | null> {
  await tx.$queryRaw`SELECT 1 FROM outgoing_endpoints WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  return findEndpoint(tx, id)
}

export async function findEndpoint(tx: ShopTransaction, id: string): Promise<EndpointRow | null> {
  const row = await tx.outgoingEndpoint.findFirst({ where: { id } })
  return row && rowOf(row)
}

/** Two colleagues who name an address at once do not name one too many. */
export async function lockEndpoints(tx: ShopTransaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${tx.shop}/outgoing`}, 0))`
}

export const countEndpoints = (tx: ShopTransaction): Promise<number> => tx.outgoingEndpoint.count()

const seal = (tx: ShopTransaction, id: string, secret: string) =>
  new Uint8Array(vault.sealEnvelope(secret, contextOf(tx.shop, id)))

export async function insertEndpoint(
  tx: ShopTransaction,
  { secret, ...endpoint }: Pick<EndpointRow, 'id' | 'url' | 'events' | 'createdAt' | 'createdBy'> & { secret: string },
): Promise<void> {
  const data = { ...endpoint, shop: tx.shop, state: 'on', secret: seal(tx, endpoint.id, secret) }
  await tx.outgoingEndpoint.create({ data })
}

export async function changeEndpoint(
  tx: ShopTransaction,
  id: string,
  change: Partial<Pick<EndpointRow, 'url' | 'events' | 'offAt'> & EndpointHealth>,
): Promise<boolean> {
  const { count } = await tx.outgoingEndpoint.updateMany({ where: { id }, data: change })
  return count === 1
}

/** Sets a new secret. The one before counts until `previousUntil`. */
export async function rotateSecret(
  tx: ShopTransaction,
  id: string,
  { secret, previousUntil }: { secret: string; previousUntil: Date },
): Promise<boolean> {
  const row = await tx.outgoingEndpoint.findFirst({ where: { id }, select: { secret: true } })
  if (!row) return false
  const data = { secret: seal(tx, id, secret), previousSecret: row.secret, previousUntil }
  await tx.outgoingEndpoint.updateMany({ where: { id }, data })
  return true
}

/** The secrets that count at a time, the newest first. */
export async function readSecrets(tx: ShopTransaction, id: string, now: Date): Promise<string[]> {
  const row = await tx.outgoingEndpoint.findFirst({ where: { id } })
  if (!row) return []
  const isOverlapping = row.previousUntil !== null && row.previousUntil > now
  const kept = [row.secret, ...(isOverlapping && row.previousSecret ? [row.previousSecret] : [])]
  return kept.map((one) => vault.openEnvelope(one, contextOf(tx.shop, id)).toString('utf8'))
}

export async function removeEndpointRow(tx: ShopTransaction, id: string): Promise<boolean> {
  const { count } = await tx.outgoingEndpoint.deleteMany({ where: { id } })
  return count === 1
}
