import { z } from 'zod'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import type { SubjectId } from '../subjects/index.ts'
import { LISTED_DELIVERIES } from './limits.ts'
import { OUTGOING_CODES, OUTGOING_STATES, type OutgoingState } from './words.ts'

/** What a change of the installation's key must reach. */
export const OUTGOING_CONTENTS: readonly SealedColumn[] = [
  { table: 'outgoing_events', column: 'content', id: 'id', idType: 'uuid', holds: 'envelope', rowsAStep: 500 },
  { table: 'outgoing_deliveries', column: 'answer', id: 'id', idType: 'uuid', holds: 'envelope', rowsAStep: 500 },
]

const contentContext = (shop: string, id: string) => `outgoing-event/${shop}/${id}`
const answerContext = (shop: string, id: string) => `outgoing-answer/${shop}/${id}`

export interface NewOutgoing {
  id: string
  type: string
  subjectId: SubjectId | null
  at: Date
  /** The body, as it is sent. */
  body: string
}

export async function insertOutgoing(tx: ShopTransaction, { body, ...event }: NewOutgoing): Promise<void> {
  const content = new Uint8Array(vault.sealEnvelope(body, contentContext(tx.shop, event.id)))
  await tx.outgoingEvent.create({ data: { ...event, shop: tx.shop, content } })
}

export interface DeliveryRow {
  id: string
  eventId: string
  endpointId: string
  state: OutgoingState
  tries: number
  nextAt: Date | null
}

export async function insertDeliveries(tx: ShopTransaction, deliveries: readonly DeliveryRow[]): Promise<void> {
  await tx.outgoingDelivery.createMany({ data: deliveries.map((one) => ({ ...one, shop: tx.shop })) })
}

/** The delivery, locked until the transaction ends. */
export async function lockDelivery(tx: ShopTransaction, id: string): Promise<DeliveryRow | null> {
  await tx.$queryRaw`SELECT 1 FROM outgoing_deliveries WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  const row = await tx.outgoingDelivery.findFirst({ where: { id } })
  return row && { ...row, state: z.enum(OUTGOING_STATES).parse(row.state) }
}

/** Null when nobody has to be told any more. */
export async function readContent(tx: ShopTransaction, eventId: string): Promise<string | null> {
  const row = await tx.outgoingEvent.findFirst({ where: { id: eventId }, select: { content: true } })
  return row?.content ? vault.openEnvelope(row.content, contentContext(tx.shop, eventId)).toString('utf8') : null
}

export interface DeliveryChange {
  state?: OutgoingState
  tries?: number
  nextAt: Date | null
  triedAt?: Date
  httpStatus?: number | null
  code?: string | null
  /** What was answered. */
  answer?: string
}

export async function changeDelivery(
  tx: ShopTransaction,
  { id, eventId }: Pick<DeliveryRow, 'id' | 'eventId'>,
  { answer, ...change }: DeliveryChange,
): Promise<void> {
  const sealed = answer ? new Uint8Array(vault.sealEnvelope(answer, answerContext(tx.shop, id))) : null
  await tx.outgoingDelivery.updateMany({
    where: { id },
    data: { ...change, ...(answer !== undefined && { answer: sealed }) },
  })
  if (change.state === undefined || change.state === 'waiting') return
  const isWaited = await tx.outgoingDelivery.count({ where: { eventId, state: 'waiting' } })
  if (isWaited === 0) await tx.outgoingEvent.updateMany({ where: { id: eventId }, data: { content: null } })
}

const WAITING = { state: 'waiting' satisfies OutgoingState }

/** What was not told an address before it was switched off or removed is not told it any more. */
export async function giveUpWaiting(tx: ShopTransaction, endpointId: string): Promise<void> {
  const data = { state: 'off' satisfies OutgoingState, nextAt: null }
  const ended = await tx.outgoingDelivery.updateManyAndReturn({
    where: { ...WAITING, endpointId },
    data,
    select: { eventId: true },
  })
  await dropContents(
    tx,
    ended.map(({ eventId }) => eventId),
  )
}

async function dropContents(tx: ShopTransaction, eventIds: readonly string[]): Promise<void> {
  await tx.outgoingEvent.updateMany({
    where: { id: { in: [...eventIds] }, deliveries: { none: WAITING } },
    data: { content: null },
  })
}

/** Of erased people nothing is told any more, and nothing that was told is kept. */
export async function forgetOutgoingOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  const theirs = { subjectId: { in: [...subjects] } }
  const events = await tx.outgoingEvent.findMany({ where: theirs, select: { id: true } })
  const eventId = { in: events.map(({ id }) => id) }
  const data = { state: 'forgotten' satisfies OutgoingState, nextAt: null }
  await tx.outgoingDelivery.updateMany({ where: { ...WAITING, eventId }, data })
  await tx.outgoingDelivery.updateMany({ where: { eventId }, data: { answer: null } })
  await tx.outgoingEvent.updateMany({ where: theirs, data: { content: null, subjectId: null } })
}

export async function removeOutgoingBefore(tx: ShopTransaction, at: Date): Promise<void> {
  await tx.outgoingEvent.deleteMany({ where: { at: { lt: at }, deliveries: { none: WAITING } } })
}

export interface ShownDelivery {
  id: string
  type: string
  at: Date
  endpointId: string
  state: OutgoingState
  tries: number
  nextAt: Date | null
  triedAt: Date | null
  httpStatus: number | null
  code: (typeof OUTGOING_CODES)[number] | null
  answer: string | null
}

/** The newest first. */
export async function listDeliveries(tx: ShopTransaction): Promise<ShownDelivery[]> {
  const rows = await tx.outgoingDelivery.findMany({
    orderBy: { id: 'desc' },
    take: LISTED_DELIVERIES,
    include: { event: { select: { type: true, at: true } } },
  })
  return rows.map(({ id, endpointId, tries, nextAt, triedAt, httpStatus, event, ...row }) => ({
    ...{ id, endpointId, tries, nextAt, triedAt, httpStatus, ...event },
    state: z.enum(OUTGOING_STATES).parse(row.state),
    code: z.enum(OUTGOING_CODES).nullable().catch(null).parse(row.code),
    answer: row.answer && vault.openEnvelope(row.answer, answerContext(tx.shop, id)).toString('utf8'),
  }))
}

const due = z.object({ shop: shopDomain, id: z.uuid() })

/** Deliveries of all shops that are to be tried, those that waited the longest first. */
export async function dueDeliveries(at: Date, most: number): Promise<{ shop: ShopDomain; id: string }[]> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT shop, id FROM outgoing_due(${at}, ${most}::int)`
  return rows.map((row) => due.parse(row))
}
