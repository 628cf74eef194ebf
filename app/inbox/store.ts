import { Prisma } from '@prisma/client'
import type pg from 'pg'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { expiryOf, type MessageState, type NotUnderstood, type Outcome, outcome } from './model.ts'

export interface NewMessage {
  id: string
  topic: string
  apiVersion: string | null
  triggeredAt: Date | null
  receivedAt: Date
  payload: Buffer
  /** Null when a job can work it, else why a person must. */
  notUnderstood: NotUnderstood | null
  /** Keyed hashes of the persons that the body names. */
  named: string[]
}

const INSERT_MESSAGES = `
  INSERT INTO inbox_messages (shop, id, topic, api_version, triggered_at, received_at, payload, state, error, named)
  SELECT $1, id, topic, version, triggered, received, payload, state, error, coalesce(string_to_array(named, ' '), '{}')
  FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bytea[], $8::text[],
              $9::text[], $10::text[])
    AS m(id, topic, version, triggered, received, payload, state, error, named)
  ON CONFLICT (shop, id) DO NOTHING
  RETURNING id`

/** Stores the new messages and returns their ids. Shopify may deliver twice; the first delivery stays. */
export async function insertMessages(
  client: pg.PoolClient,
  shop: ShopDomain,
  messages: readonly NewMessage[],
): Promise<Set<string>> {
  const column = <T>(pick: (message: NewMessage) => T) => messages.map(pick)
  const { rows } = await client.query<{ id: string }>(INSERT_MESSAGES, [
    shop,
    column((m) => m.id),
    column((m) => m.topic),
    column((m) => m.apiVersion),
    column((m) => m.triggeredAt),
    column((m) => m.receivedAt),
    column((m) => m.payload),
    column((m): MessageState => (m.notUnderstood ? 'needs_person' : 'received')),
    column((m) => m.notUnderstood),
    // PostgreSQL has no array of arrays of different lengths, so each list is sent as words with spaces between.
    column((m) => (m.named.length > 0 ? m.named.join(' ') : null)),
  ])
  return new Set(rows.map((row) => row.id))
}

export interface MessageToWork {
  id: string
  topic: string
  state: MessageState
  receivedAt: Date
  triggeredAt: Date | null
  payload: Uint8Array | null
  /** The member of staff who decided that a waiting message is worked. */
  decidedBy: string | null
}

/** Locks the message for this transaction: another worker with the same job waits. */
export async function takeMessage(tx: ShopTransaction, id: string): Promise<MessageToWork | null> {
  const [message] = await tx.$queryRaw<MessageToWork[]>(Prisma.sql`
    SELECT id, topic, state, received_at AS "receivedAt", triggered_at AS "triggeredAt", payload, decided_by AS "decidedBy"
    FROM inbox_messages WHERE shop = ${tx.shop} AND id = ${id} FOR UPDATE`)
  return message ?? null
}

/** Marks the message done and deletes its body, which is personal data. */
export async function finishMessage(tx: ShopTransaction, id: string, done: Outcome): Promise<void> {
  await tx.inboxMessage.update({
    where: { shop_id: { shop: tx.shop, id } },
    data: {
      state: 'done' satisfies MessageState,
      outcome: JSON.parse(JSON.stringify(done)) as Prisma.InputJsonObject,
      payload: null,
      named: [],
      error: null,
      finishedAt: clock.now(),
      attempts: { increment: 1 },
    },
  })
}

/** The message waits until staff decide. */
export async function holdMessage(tx: ShopTransaction, id: string, why: string): Promise<void> {
  await tx.inboxMessage.updateMany({
    where: { id },
    data: { state: 'needs_person' satisfies MessageState, error: why },
  })
}

/** Staff decided that the waiting message is worked. False when it does not wait for that. */
export async function releaseMessage(
  tx: ShopTransaction,
  id: string,
  why: string,
  decidedBy: string,
): Promise<boolean> {
  const { count } = await tx.inboxMessage.updateMany({
    where: { id, state: 'needs_person' satisfies MessageState, error: why },
    data: { state: 'received' satisfies MessageState, error: null, decidedBy },
  })
  return count === 1
}

/** A try failed, and the message will be worked again. `error` names the fault and no personal data. */
export async function noteRetry(tx: ShopTransaction, id: string, error: string): Promise<void> {
  await tx.inboxMessage.updateMany({
    where: { id, state: { not: 'done' satisfies MessageState } },
    data: { state: 'retrying' satisfies MessageState, error, attempts: { increment: 1 } },
  })
}

/** No retry is left: staff must look. */
export async function noteGivenUp(tx: ShopTransaction, ids: readonly string[]): Promise<void> {
  await tx.inboxMessage.updateMany({
    where: { id: { in: [...ids] }, state: { in: ['received', 'retrying'] satisfies MessageState[] } },
    data: { state: 'failed' satisfies MessageState },
  })
}

/** Enqueued again by staff. False when the message was not failed. */
export async function reopenMessage(tx: ShopTransaction, id: string): Promise<boolean> {
  const { count } = await tx.inboxMessage.updateMany({
    where: { id, state: 'failed' satisfies MessageState },
    data: { state: 'received' satisfies MessageState, error: null },
  })
  return count === 1
}

export interface InboxEntry {
  id: string
  topic: string
  state: MessageState
  attempts: number
  error: string | null
  receivedAt: Date
  finishedAt: Date | null
  outcome: Outcome
  /** When its body expires; null when the message does not wait, or must be worked in any case. */
  expiresAt: Date | null
}

const ENTRY = {
  id: true,
  topic: true,
  state: true,
  attempts: true,
  error: true,
  receivedAt: true,
  finishedAt: true,
  outcome: true,
} satisfies Prisma.InboxMessageSelect

type EntryRow = Prisma.InboxMessageGetPayload<{ select: typeof ENTRY }>

const toEntry = (row: EntryRow): InboxEntry => ({
  ...row,
  state: row.state as MessageState,
  outcome: outcome.catch({}).parse(row.outcome ?? {}),
  expiresAt: expiryOf({ ...row, state: row.state as MessageState }),
})

export interface InboxPage {
  entries: InboxEntry[]
  /** Pass it as `after` to get the next page; null on the last one. */
  next: string | null
}

/** Messages, newest first, `size` per page. The filter `staff` shows only those that wait for a person. */
export async function listMessages(
  tx: ShopTransaction,
  { size, after, filter }: { size: number; after: string | null; filter: 'all' | 'staff' },
): Promise<InboxPage> {
  const rows = await tx.inboxMessage.findMany({
    where: filter === 'staff' ? { state: { in: ['failed', 'needs_person'] satisfies MessageState[] } } : {},
    select: ENTRY,
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
    ...(after ? { cursor: { shop_id: { shop: tx.shop, id: after } }, skip: 1 } : {}),
  })
  const entries = rows.slice(0, size).map(toEntry)
  return { entries, next: rows.length > size ? (entries.at(-1)?.id ?? null) : null }
}

export async function getMessage(tx: ShopTransaction, id: string): Promise<InboxEntry | null> {
  const row = await tx.inboxMessage.findUnique({ where: { shop_id: { shop: tx.shop, id } }, select: ENTRY })
  return row ? toEntry(row) : null
}

/** The message with its sealed body, if it still has one. */
export async function readMessage(
  tx: ShopTransaction,
  id: string,
): Promise<(InboxEntry & { payload: Uint8Array | null }) | null> {
  const row = await tx.inboxMessage.findUnique({
    where: { shop_id: { shop: tx.shop, id } },
    select: { ...ENTRY, payload: true },
  })
  return row ? { ...toEntry(row), payload: row.payload } : null
}

export async function countMessages(tx: ShopTransaction): Promise<Record<MessageState, number>> {
  const groups = await tx.inboxMessage.groupBy({ by: ['state'], _count: true })
  const counts: Record<MessageState, number> = {
    received: 0,
    retrying: 0,
    failed: 0,
    needs_person: 0,
    done: 0,
    expired: 0,
  }
  for (const group of groups) counts[group.state as MessageState] = group._count
  return counts
}

/** The messages that opened these requests, by the request's id. A request was received when its message was. */
export async function messagesOfRequests(
  tx: ShopTransaction,
  requests: readonly { id: string; receivedAt: Date }[],
): Promise<Record<string, string>> {
  if (requests.length === 0) return {}
  const asked = new Set(requests.map(({ id }) => id))
  const rows = await tx.inboxMessage.findMany({
    where: { receivedAt: { in: requests.map(({ receivedAt }) => receivedAt) }, topic: 'customers/data_request' },
    select: { id: true, outcome: true },
  })
  const opened = rows.map((row) => [outcome.catch({}).parse(row.outcome ?? {}).requestId ?? '', row.id] as const)
  return Object.fromEntries(opened.filter(([requestId]) => asked.has(requestId)))
}
