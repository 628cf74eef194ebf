import type { Prisma } from '@prisma/client'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { DataKey } from '../../platform/crypto.ts'
import { prisma, type ShopTransaction } from '../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import { vault } from '../../platform/vault.ts'
import { type SubjectId, subjectContext } from '../../subjects/index.ts'
import { HELD_TABLES, type HeldRow, type HeldTable, type Unread } from './model.ts'
import { type Portion, rowsIn } from './portions.ts'
import {
  type CollectionProgress,
  progress,
  type RowCounts,
  rowCounts,
  unreadList,
  type ValueCounts,
  valueCounts,
} from './progress.ts'

/** `destroyed`: its rows are gone with the time in which they were needed; how many there were stays. */
const COLLECTION_STATES = ['collecting', 'collected', 'failed', 'destroyed'] as const
export type CollectionState = (typeof COLLECTION_STATES)[number]

/** Under whose key the rows of a request are sealed. */
export interface HeldSealing {
  key: DataKey
  subjectId: SubjectId
}

const sealed = (tx: ShopTransaction, { key, subjectId }: HeldSealing, text: string) =>
  new Uint8Array(vault.seal(key, text, subjectContext(tx.shop, subjectId)))

export const openedFor = (shop: ShopDomain, { key, subjectId }: HeldSealing, bytes: Uint8Array): string =>
  vault.open(key, bytes, subjectContext(shop, subjectId)).toString('utf8')

const opened = ({ shop }: ShopTransaction, sealing: HeldSealing, bytes: Uint8Array): string =>
  openedFor(shop, sealing, bytes)

const collectionRow = z.object({
  state: z.enum(COLLECTION_STATES),
  version: z.number(),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
  rows: rowCounts,
  values: valueCounts,
  unread: unreadList,
})
export type CollectionRow = z.infer<typeof collectionRow>

/** Null before the first. */
export async function readCollectionRow(tx: ShopTransaction, requestId: string): Promise<CollectionRow | null> {
  const row = await tx.requestCollection.findFirst({ where: { requestId } })
  return row && collectionRow.parse(row)
}

/** How far a collection is; null when there is none. */
export async function readProgress(
  tx: ShopTransaction,
  requestId: string,
  sealing: HeldSealing,
): Promise<CollectionProgress | null> {
  const row = await tx.requestCollection.findFirst({ where: { requestId }, select: { progress: true } })
  return row && progress.parse(JSON.parse(opened(tx, sealing, row.progress)))
}

/** Puts a new collection in the place of the one before, whose rows go. */
export async function beginCollection(
  tx: ShopTransaction,
  requestId: string,
  { at, from, sealing }: { at: Date; from: CollectionProgress; sealing: HeldSealing },
): Promise<void> {
  const before = await tx.requestCollection.findFirst({ where: { requestId }, select: { version: true } })
  await tx.requestCollection.deleteMany({ where: { requestId } })
  await tx.requestCollection.create({
    data: {
      shop: tx.shop,
      requestId,
      state: 'collecting',
      // A process that still works on the one before must not take this one for it.
      version: (before?.version ?? 0) + 1,
      startedAt: at,
      progress: sealed(tx, sealing, JSON.stringify(from)),
      rows: {},
      values: {},
      unread: [],
    },
  })
}

export interface StepResult {
  progress: CollectionProgress
  portions: readonly Portion[]
  rows: RowCounts
  values: ValueCounts
  unread: readonly Unread[]
  /** Null while there is more to read. */
  finishedAt: Date | null
}

/**
 * Stores what one step read, with where to go on: both or nothing. False when somebody else went on meanwhile, or the
 * collection is gone.
 */
export async function storeStep(
  tx: ShopTransaction,
  requestId: string,
  { version, result, sealing }: { version: number; result: StepResult; sealing: HeldSealing },
): Promise<boolean> {
  const { progress: next, portions, rows, values, unread, finishedAt } = result
  const { count } = await tx.requestCollection.updateMany({
    where: { requestId, version, state: 'collecting' },
    data: {
      version: version + 1,
      progress: sealed(tx, sealing, JSON.stringify(numbered(next, portions))),
      rows,
      values,
      unread: unread as unknown as Prisma.InputJsonValue,
      ...(finishedAt && { state: 'collected', finishedAt }),
    },
  })
  if (count === 0) return false
  const taken = { ...next.portions }
  for (const { table, rows: count, lines } of portions) {
    const position = taken[table] ?? 0
    taken[table] = position + 1
    await tx.requestHeldPortion.create({
      data: { shop: tx.shop, requestId, table, position, rows: count, content: sealed(tx, sealing, lines) },
    })
  }
  return true
}

/** With the portions that are added to those before. */
function numbered(before: CollectionProgress, portions: readonly Portion[]): CollectionProgress {
  const counts = { ...before.portions }
  for (const { table } of portions) counts[table] = (counts[table] ?? 0) + 1
  return { ...before, portions: counts }
}

export async function failCollection(tx: ShopTransaction, requestId: string, at: Date): Promise<void> {
  await tx.requestCollection.updateMany({
    where: { requestId, state: 'collecting' },
    data: { state: 'failed', finishedAt: at, version: { increment: 1 } },
  })
}

export async function removeCollection(tx: ShopTransaction, requestId: string): Promise<void> {
  await tx.requestCollection.deleteMany({ where: { requestId } })
}

/** Shops with rows about people whose requests were closed before then. */
export async function shopsWithClosed(before: Date, most: number): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<{ shop: string }[]>`
    SELECT shop FROM request_collections_over(${before}, ${most}::int)`
  return rows.map(({ shop }) => shopDomain.parse(shop))
}

/** Destroys the rows of requests that were closed before then; their numbers stay. Returns how many collections. */
export async function destroyCollections(tx: ShopTransaction, before: Date, most: number): Promise<number> {
  const closed = { state: { not: 'destroyed' }, request: { closedAt: { lte: before } } }
  const over = await tx.requestCollection.findMany({ where: closed, select: { requestId: true }, take: most })
  const requestId = { in: over.map((row) => row.requestId) }
  const { count } = await tx.requestCollection.updateMany({
    where: { ...closed, requestId },
    data: { state: 'destroyed', progress: new Uint8Array(), version: { increment: 1 } },
  })
  await tx.requestHeldPortion.deleteMany({ where: { collection: { state: 'destroyed', requestId } } })
  return count
}

/** Everything that was read about these people: they are erased. */
export async function forgetCollections(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  await tx.requestCollection.deleteMany({ where: { request: { subjectId: { in: [...subjects] } } } })
}

/** The portion at or behind a position, with its rows; null behind the last one. */
export async function readHeldPortion(
  tx: ShopTransaction,
  { requestId, table, from, sealing }: { requestId: string; table: HeldTable; from: number; sealing: HeldSealing },
): Promise<{ position: number; rows: HeldRow[] } | null> {
  const found = await tx.requestHeldPortion.findFirst({
    where: { requestId, table, position: { gte: from } },
    orderBy: { position: 'asc' },
  })
  return found && { position: found.position, rows: rowsIn(table, opened(tx, sealing, found.content)) }
}

interface SealedPlace {
  shop: ShopDomain
  requestId: string
  table: HeldTable
  /** The position. */
  from: number
  /** Of the collection. */
  version: number
}

/** Of 256 kB at most: enough to make a transaction worth while, and little memory. */
const PORTIONS_AT_ONCE = 8

/**
 * The next portions of a table from a position on; none where the collection is another one by now. Without Prisma, which
 * copies each byte into a list of numbers.
 */
export async function readSealed(
  client: PoolClient,
  { shop, requestId, table, from, version }: SealedPlace,
): Promise<{ position: number; content: Uint8Array }[]> {
  const { rows } = await client.query<{ position: number; content: Buffer }>(
    `SELECT portion.position, portion.content
     FROM request_held_portions portion
       JOIN request_collections collection ON collection.shop = $1 AND collection.request_id = portion.request_id
     WHERE portion.shop = $1 AND portion.request_id = $2 AND portion.held_table = $3 AND portion.position >= $4
       AND collection.state = 'collected' AND collection.version = $5
     ORDER BY portion.position LIMIT ${PORTIONS_AT_ONCE}`,
    [shop, requestId, table, from, version],
  )
  return rows
}

/** The tables that have rows, in the order of an answer. */
export async function tablesWithRows(tx: ShopTransaction, requestId: string): Promise<HeldTable[]> {
  const found = await tx.requestHeldPortion.findMany({
    where: { requestId },
    select: { table: true },
    distinct: ['table'],
  })
  const names = new Set(found.map(({ table }) => table))
  return HELD_TABLES.filter((table) => names.has(table))
}
