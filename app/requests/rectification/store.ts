import { z } from 'zod'
import type { DataKey } from '../../platform/crypto.ts'
import { prisma, type ShopTransaction } from '../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import { vault } from '../../platform/vault.ts'
import { keyOf, type SubjectId, subjectContext } from '../../subjects/index.ts'
import { HELD_TABLES } from '../held/model.ts'
import { readRow } from '../lifecycle/store.ts'
import { type HeldToCorrect, heldPlace, heldToCorrect, heldValues } from './model.ts'
import {
  CORRECTED_FIELDS,
  CORRECTION_CODES,
  CORRECTION_PLACES,
  CORRECTION_STATES,
  READING_STATES,
  RECTIFICATION_RUNS,
  RECTIFICATION_STOPS,
} from './words.ts'

const rectificationRow = z.object({
  requestId: z.uuid(),
  reading: z.enum(READING_STATES),
  readAt: z.date().nullable(),
  run: z.enum(RECTIFICATION_RUNS),
  stopped: z.enum(RECTIFICATION_STOPS).nullable(),
  occasionId: z.uuid(),
  appliedBy: z.string().nullable(),
  answeredAt: z.date().nullable(),
  destroyAt: z.date().nullable(),
})
export type RectificationRow = z.infer<typeof rectificationRow>

/** Under whose key a request's values are sealed. */
export interface CorrectionSealing {
  key: DataKey
  subjectId: SubjectId
}

/** Null once the person is erased. */
export async function sealingFor(tx: ShopTransaction, requestId: string): Promise<CorrectionSealing | null> {
  const subjectId = (await readRow(tx, requestId))?.subjectId
  const key = subjectId && (await keyOf(tx, subjectId))
  return subjectId && key ? { key, subjectId } : null
}

const contextOf = (tx: ShopTransaction, { subjectId }: CorrectionSealing, of: string) =>
  `${subjectContext(tx.shop, subjectId)}/correction/${of}`

const seal = (tx: ShopTransaction, sealing: CorrectionSealing, of: string, value: object) =>
  new Uint8Array(vault.seal(sealing.key, JSON.stringify(value), contextOf(tx, sealing, of)))

const open = (tx: ShopTransaction, sealing: CorrectionSealing, of: string, sealed: Uint8Array): unknown =>
  JSON.parse(vault.open(sealing.key, sealed, contextOf(tx, sealing, of)).toString('utf8'))

export async function readRectificationRow(tx: ShopTransaction, requestId: string): Promise<RectificationRow | null> {
  const row = await tx.rectification.findFirst({ where: { requestId } })
  return row && rectificationRow.parse(row)
}

/** Like `readRectificationRow`; whoever else changes it waits until the transaction ends. */
export async function lockRectification(tx: ShopTransaction, requestId: string): Promise<RectificationRow | null> {
  await tx.$queryRaw`SELECT 1 FROM rectifications WHERE shop = ${tx.shop} AND request_id = ${requestId}::uuid FOR UPDATE`
  return readRectificationRow(tx, requestId)
}

/** Nothing where it has begun. */
export async function insertRectification(
  tx: ShopTransaction,
  row: Pick<RectificationRow, 'requestId' | 'reading' | 'run' | 'occasionId'> & { createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.rectification.createMany({ data: [{ ...row, shop: tx.shop }], skipDuplicates: true })
  return count > 0
}

export async function changeRectification(
  tx: ShopTransaction,
  requestId: string,
  change: Partial<Omit<RectificationRow, 'requestId'>>,
): Promise<void> {
  await tx.rectification.updateMany({ where: { requestId }, data: change })
}

/** What can be corrected, as it was read last; null before that, and once it is destroyed. */
export async function readHeld(
  tx: ShopTransaction,
  requestId: string,
  sealing: CorrectionSealing,
): Promise<HeldToCorrect | null> {
  const row = await tx.rectification.findFirst({ where: { requestId }, select: { held: true } })
  return row?.held ? heldToCorrect.parse(open(tx, sealing, requestId, row.held)) : null
}

export async function storeHeld(
  tx: ShopTransaction,
  requestId: string,
  { held, readAt, sealing }: { held: HeldToCorrect; readAt: Date; sealing: CorrectionSealing },
): Promise<void> {
  const data = { reading: 'read', readAt, held: seal(tx, sealing, requestId, held) }
  await tx.rectification.updateMany({ where: { requestId, reading: 'reading' }, data })
}

/** What of a correction is sealed. */
const correctionContent = z.strictObject({
  /** Where it is; of a statement there is no such place. */
  place: heldPlace.omit({ values: true }),
  old: z.string().nullable(),
  new: z.string().nullable(),
  /** Of a whole address that is added or removed. */
  address: heldValues.nullable(),
  /** Of a statement: the facts that it is about. */
  about: z.enum(HELD_TABLES).nullable(),
  /** What Shopify had instead of the old value; only with `conflict`. */
  now: z.string().nullable(),
  /** Why staff refuse, or what they say about it. */
  note: z.string().nullable(),
})
export type CorrectionContent = z.infer<typeof correctionContent>

const correctionRow = z.object({
  id: z.uuid(),
  place: z.enum(CORRECTION_PLACES),
  field: z.enum(CORRECTED_FIELDS),
  state: z.enum(CORRECTION_STATES),
  code: z.enum(CORRECTION_CODES).nullable(),
  proposedBy: z.string(),
  proposedAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  settledAt: z.date().nullable(),
})

/** `content`: null once its values are destroyed. */
export type CorrectionLine = z.infer<typeof correctionRow> & { content: CorrectionContent | null }

/** In the order in which they were proposed. */
export async function readCorrections(
  tx: ShopTransaction,
  requestId: string,
  sealing: CorrectionSealing | null,
): Promise<CorrectionLine[]> {
  const rows = await tx.correction.findMany({
    where: { requestId },
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({
    ...correctionRow.parse(row),
    content: row.content && sealing ? correctionContent.parse(open(tx, sealing, row.id, row.content)) : null,
  }))
}

export type NewCorrection = Pick<CorrectionLine, 'id' | 'place' | 'field' | 'proposedBy' | 'proposedAt'> & {
  content: CorrectionContent
}

/** Adds a proposal, or puts it in the place of one that nothing became of yet. */
export async function putCorrection(
  tx: ShopTransaction,
  requestId: string,
  { content, ...proposal }: NewCorrection,
  sealing: CorrectionSealing,
): Promise<void> {
  const undecided = { state: 'proposed', code: null, decidedBy: null, decidedAt: null, settledAt: null }
  const data = { ...proposal, ...undecided, content: seal(tx, sealing, proposal.id, content) }
  const { id } = proposal
  await tx.correction.upsert({
    where: { shop_id: { shop: tx.shop, id } },
    create: { ...data, shop: tx.shop, requestId },
    update: data,
  })
}

export type CorrectionChange = Partial<
  Pick<CorrectionLine, 'state' | 'code' | 'decidedBy' | 'decidedAt' | 'settledAt'>
> & {
  content?: CorrectionContent
}

/** Nothing when it is not in the state any more in which it was seen. */
export async function changeCorrection(
  tx: ShopTransaction,
  { id, state: seen }: Pick<CorrectionLine, 'id' | 'state'>,
  { content, ...change }: CorrectionChange,
  sealing: CorrectionSealing,
): Promise<void> {
  const data = { ...change, ...(content && { content: seal(tx, sealing, id, content) }) }
  await tx.correction.updateMany({ where: { id, state: seen }, data })
}

/** Destroys the values before and after. That they were corrected stays known. */
async function destroyValues(tx: ShopTransaction, requestIds: readonly string[]): Promise<void> {
  const requestId = { in: [...requestIds] }
  // First: whoever writes a value holds this row.
  await tx.rectification.updateMany({ where: { requestId }, data: { held: null, destroyAt: null } })
  await tx.correction.updateMany({ where: { requestId }, data: { content: null } })
}

/** Destroys the values of a request whose day has come. */
export async function destroyDueValues(tx: ShopTransaction, requestId: string, at: Date): Promise<void> {
  const row = await lockRectification(tx, requestId)
  if (row?.destroyAt && row.destroyAt <= at) await destroyValues(tx, [requestId])
}

/** Destroys the values of these people. */
export async function forgetCorrections(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  const rows = await tx.dataSubjectRequest.findMany({
    where: { subjectId: { in: [...subjects] }, rectification: { isNot: null } },
    select: { id: true },
  })
  if (rows.length === 0) return
  const requestIds = rows.map(({ id }) => id)
  await destroyValues(tx, requestIds)
  await tx.rectification.updateMany({
    where: { requestId: { in: requestIds }, run: { not: 'done' } },
    data: { run: 'stopped', stopped: 'request_closed' },
  })
}

const due = z.object({ shop: shopDomain, requestId: z.uuid() })

/** Rectifications of all shops whose values are no longer needed. */
export async function dueRectifications(by: Date, most: number): Promise<{ shop: ShopDomain; requestId: string }[]> {
  const rows = await prisma.$queryRaw<{ shop: unknown; request_id: unknown }[]>`
    SELECT shop, request_id FROM rectifications_due(${by}, ${most}::int)`
  return rows.map((row) => due.parse({ shop: row.shop, requestId: row.request_id }))
}
