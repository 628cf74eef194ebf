import { z } from 'zod'
import type { DataKey } from '../../platform/crypto.ts'
import { prisma, type ShopTransaction } from '../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import { vault } from '../../platform/vault.ts'
import { type SubjectId, subjectContext } from '../../subjects/index.ts'
import { HELD_TABLES } from '../held/model.ts'
import { ANSWER_STATES, type AnswerPart, DOWNLOADERS, type Downloader } from './words.ts'

const answerRow = z.object({
  state: z.enum(ANSWER_STATES),
  lookedAt: z.date().nullable(),
  lookedBy: z.string().nullable(),
  run: z.string().nullable(),
  percent: z.int(),
  madeAt: z.date().nullable(),
  availableUntil: z.date().nullable(),
  bytes: z.bigint().transform(Number).nullable(),
  sha256: z.string().nullable(),
  rows: z.partialRecord(z.enum(HELD_TABLES), z.int()).nullable(),
})
export type AnswerRow = z.infer<typeof answerRow>

/** Null before anybody looked at what is held. */
export async function readAnswerRow(tx: ShopTransaction, requestId: string): Promise<AnswerRow | null> {
  const row = await tx.requestAnswer.findFirst({ where: { requestId } })
  return row && answerRow.parse(row)
}

/** Like `readAnswerRow`; whoever else changes it waits until the transaction ends. */
export async function lockAnswerRow(tx: ShopTransaction, requestId: string): Promise<AnswerRow | null> {
  await tx.$queryRaw`
    SELECT 1 FROM request_answers WHERE shop = ${tx.shop} AND request_id = ${requestId}::uuid FOR UPDATE`
  return readAnswerRow(tx, requestId)
}

const idOf = (tx: ShopTransaction, requestId: string) => ({ shop_requestId: { shop: tx.shop, requestId } })

export async function noteLook(tx: ShopTransaction, requestId: string, look: { at: Date; by: string }): Promise<void> {
  const looked = { lookedAt: look.at, lookedBy: look.by }
  await tx.requestAnswer.upsert({
    where: idOf(tx, requestId),
    create: { shop: tx.shop, requestId, state: 'looked', ...looked },
    update: looked,
  })
}

/** What was made before is no longer served. */
export async function noteAsked(tx: ShopTransaction, requestId: string, at: Date): Promise<void> {
  const asked = { ...UNMADE, state: 'making', askedAt: at }
  await tx.requestAnswer.upsert({
    where: idOf(tx, requestId),
    create: { shop: tx.shop, requestId, state: 'making', askedAt: at },
    update: asked,
  })
  await tx.requestAnswerPortion.deleteMany({ where: { requestId } })
}

const UNMADE = { run: null, percent: 0, madeAt: null, availableUntil: null, bytes: null, sha256: null }

/**
 * From now on only the portions of this run count; what others left is removed. False when the answer is not being made
 * (any more).
 */
export async function beginRun(tx: ShopTransaction, requestId: string, run: string): Promise<boolean> {
  const { count } = await tx.requestAnswer.updateMany({
    where: { requestId, state: 'making' },
    data: { run, percent: 0 },
  })
  if (count > 0) await tx.requestAnswerPortion.deleteMany({ where: { requestId } })
  return count > 0
}

export interface AnswerSealing {
  key: DataKey
  subjectId: SubjectId
}

interface Portion {
  requestId: string
  run: string
  part: AnswerPart
  position: number
}

/** False when another run took over, or the answer is gone with its person. */
export async function noteRunProgress(
  tx: ShopTransaction,
  { requestId, run }: Pick<Portion, 'requestId' | 'run'>,
  percent: number,
): Promise<boolean> {
  const { count } = await tx.requestAnswer.updateMany({ where: { requestId, run, state: 'making' }, data: { percent } })
  return count > 0
}

export async function insertPortion(
  tx: ShopTransaction,
  portion: Portion,
  content: Uint8Array,
  { key, subjectId }: AnswerSealing,
): Promise<void> {
  const sealed = new Uint8Array(vault.seal(key, content, contextOf(tx, portion, subjectId)))
  await tx.requestAnswerPortion.create({ data: { shop: tx.shop, ...portion, content: sealed } })
}

/** A portion opens only in its place. */
const contextOf = (tx: ShopTransaction, { run, part, position }: Portion, subjectId: SubjectId) =>
  `${subjectContext(tx.shop, subjectId)}/answer/${run}/${part}/${position}`

/** Null after the last. */
export async function readAnswerPortion(
  tx: ShopTransaction,
  portion: Portion,
  { key, subjectId }: AnswerSealing,
): Promise<Buffer | null> {
  const row = await tx.requestAnswerPortion.findFirst({ where: portion, select: { content: true } })
  return row && vault.open(key, row.content, contextOf(tx, portion, subjectId))
}

export interface Made {
  madeAt: Date
  availableUntil: Date
  bytes: number
  sha256: string
  rows: Record<string, number>
}

/** From now on the file is served. False when another run took over. */
export async function finishRun(
  tx: ShopTransaction,
  { requestId, run }: Pick<Portion, 'requestId' | 'run'>,
  { bytes, ...made }: Made,
): Promise<boolean> {
  const { count } = await tx.requestAnswer.updateMany({
    where: { requestId, run, state: 'making' },
    data: { ...made, bytes: BigInt(bytes), state: 'ready', percent: 100 },
  })
  return count > 0
}

export async function noteFailed(tx: ShopTransaction, requestId: string): Promise<void> {
  const { count } = await tx.requestAnswer.updateMany({
    where: { requestId, state: 'making' },
    data: { ...UNMADE, state: 'failed' },
  })
  if (count > 0) await tx.requestAnswerPortion.deleteMany({ where: { requestId } })
}

const download = z.object({ at: z.date(), by: z.enum(DOWNLOADERS), staffId: z.string().nullable() })
export type Download = z.infer<typeof download>

/** Oldest first. */
export async function readDownloads(tx: ShopTransaction, requestId: string): Promise<Download[]> {
  const rows = await tx.requestAnswerDownload.findMany({ where: { requestId }, orderBy: { position: 'asc' } })
  return rows.map((row) => download.parse(row))
}

/** The caller holds the answer's row. */
export async function insertDownload(
  tx: ShopTransaction,
  requestId: string,
  { at, by, staffId }: { at: Date; by: Downloader; staffId: string | null },
): Promise<void> {
  const position = await tx.requestAnswerDownload.count({ where: { requestId } })
  await tx.requestAnswerDownload.create({ data: { shop: tx.shop, requestId, position, at, by, staffId } })
}

/** Shops with an answer that is no longer available. */
export async function shopsWithOver(at: Date, most: number): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<{ shop: string }[]>`
    SELECT shop FROM request_answers_over(${at}, ${most}::int)`
  return rows.map(({ shop }) => shopDomain.parse(shop))
}

/** Destroys the portions of answers that are no longer available; what is known of them stays. Returns their number. */
export async function expireAnswers(tx: ShopTransaction, at: Date, most: number): Promise<number> {
  const over = await tx.requestAnswer.findMany({
    where: { state: 'ready', availableUntil: { lte: at } },
    select: { requestId: true },
    take: most,
  })
  const requestId = { in: over.map((row) => row.requestId) }
  const { count } = await tx.requestAnswer.updateMany({
    where: { requestId, state: 'ready', availableUntil: { lte: at } },
    data: { state: 'expired', run: null },
  })
  await tx.requestAnswerPortion.deleteMany({ where: { requestId } })
  return count
}

/** Removes the answers of these subjects, with all that is known of them. */
export async function removeAnswers(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  const where = { answer: { request: { subjectId: { in: [...subjects] } } } }
  // First: whoever writes a portion holds this row.
  await tx.requestAnswer.updateMany({ where: where.answer, data: { run: null, state: 'expired' } })
  await tx.requestAnswerPortion.deleteMany({ where })
  await tx.requestAnswerDownload.deleteMany({ where })
  await tx.requestAnswer.deleteMany({ where: where.answer })
}
