import { addDays } from 'date-fns/addDays'
import { v7 as uuidv7 } from 'uuid'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { SubjectId } from '../subjects/index.ts'
import { beginTry } from './begin-try.ts'
import { type DeliveryRow, insertDeliveries, insertOutgoing, removeOutgoingBefore } from './deliveries-store.ts'
import { endpointsFor } from './endpoints-store.ts'
import { SHOWN_DAYS } from './limits.ts'
import type { OutgoingEventType, TEST_EVENT } from './words.ts'

export interface Happened {
  type: OutgoingEventType
  /** With whose erasure it is forgotten; null for what outlives them. */
  subjectId: SubjectId | null
  /** Ids and states: no name, no address. Asked for only where somebody is to be told. */
  data: () => object | Promise<object>
}

/**
 * Tells the shop's own systems what happened, in the transaction in which it does: each address that asked for such events gets
 * it once it is committed, under an id that stays the same.
 */
export async function announce(tx: ShopTransaction, { type, subjectId, data }: Happened): Promise<void> {
  const endpoints = await endpointsFor(tx, type)
  if (endpoints.length === 0) return
  await removeOutgoingBefore(tx, addDays(clock.now(), -SHOWN_DAYS))
  await sendEvent(tx, { type, subjectId, data: await data(), endpoints })
}

interface ToSend {
  type: OutgoingEventType | typeof TEST_EVENT
  subjectId: SubjectId | null
  data: object
  endpoints: readonly string[]
}

/** One event on its way to each of these addresses. */
export async function sendEvent(tx: ShopTransaction, { type, subjectId, data, endpoints }: ToSend): Promise<void> {
  const now = clock.now()
  const id = uuidv7({ msecs: +now })
  const body = JSON.stringify({ id, type, timestamp: now.toISOString(), shop: tx.shop, data })
  await insertOutgoing(tx, { id, type, subjectId, at: now, body })
  const deliveries = endpoints.map(
    (endpointId): DeliveryRow => ({
      id: uuidv7({ msecs: +now }),
      eventId: id,
      endpointId,
      state: 'waiting',
      tries: 0,
      nextAt: null,
    }),
  )
  await insertDeliveries(tx, deliveries)
  for (const delivery of deliveries) await beginTry(tx, delivery, now)
}
