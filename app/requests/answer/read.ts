import { createHash } from 'node:crypto'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { keyOf } from '../../subjects/index.ts'
import type { HeldTable } from '../held/model.ts'
import { readRow } from '../lifecycle/store.ts'
import {
  type AnswerRow,
  type AnswerSealing,
  type Download,
  insertDownload,
  lockAnswerRow,
  readAnswerPortion,
  readAnswerRow,
  readDownloads,
} from './store.ts'
import type { AnswerPart, AnswerState, Downloader } from './words.ts'

export interface AnswerStatus {
  state: AnswerState
  /** How much of it is written. */
  percent: number
  /** Of the archive; null until it is ready. */
  bytes: number | null
  /** The archive's SHA-256, in hex. */
  sha256: string | null
  madeAt: Date | null
  /** After this it is destroyed. */
  availableUntil: Date | null
  /** The number of rows of each table. */
  rows: Partial<Record<HeldTable, number>> | null
  /** When a member of staff last looked at what is held, and who. */
  lookedAt: Date | null
  lookedBy: string | null
  downloads: Download[]
}

/** The answer to a request, as far as it is made. Null before anybody looked at what is held. */
export async function readAnswer(tx: ShopTransaction, requestId: string): Promise<AnswerStatus | null> {
  const row = await readAnswerRow(tx, requestId)
  if (!row) return null
  const { run: _run, ...answer } = row
  return { ...answer, state: stateOf(row), downloads: await readDownloads(tx, requestId) }
}

/** The portions may be there a little longer: the job that destroys them comes by every few minutes. */
const stateOf = ({ state, availableUntil }: AnswerRow): AnswerState =>
  state === 'ready' && availableUntil !== null && availableUntil <= clock.now() ? 'expired' : state

/** There is no such file (any more): nothing more is sent, and who reads it notices. */
export class AnswerGone extends Error {
  override name = 'AnswerGone'
}

interface Source {
  row: AnswerRow
  run: string
  sealing: AnswerSealing
}

async function sourceOf(tx: ShopTransaction, requestId: string): Promise<Source | null> {
  const row = await readAnswerRow(tx, requestId)
  const subjectId = (await readRow(tx, requestId))?.subjectId
  const key = subjectId && (await keyOf(tx, subjectId))
  if (!row || stateOf(row) !== 'ready' || row.run === null || !subjectId || !key) return null
  return { row, run: row.run, sealing: { key, subjectId } }
}

/**
 * The file of an answer, portion by portion, each read in its own transaction.
 *
 * @throws AnswerGone when there is none, or when it goes while it is read
 */
export async function* answerPortions(shop: ShopDomain, requestId: string): AsyncGenerator<Buffer, void, undefined> {
  const hash = createHash('sha256')
  let begun: Source | null = null
  for (let position = 0; ; position += 1) {
    const read = await forShop(shop, async (tx) => {
      const source = await sourceOf(tx, requestId)
      if (!source || (begun !== null && begun.run !== source.run)) throw new AnswerGone('The answer is not there')
      const { run, sealing } = source
      return { source, portion: await readAnswerPortion(tx, { requestId, run, part: 'archive', position }, sealing) }
    })
    begun = read.source
    if (read.portion === null) break
    hash.update(read.portion)
    yield read.portion
  }
  if (hash.digest('hex') !== begun.row.sha256) throw new AnswerGone('The answer is not whole')
}

/** The first page, or the letter's text, as they are in the file. Null when there is no file. */
export async function readAnswerPart(
  tx: ShopTransaction,
  requestId: string,
  part: Exclude<AnswerPart, 'archive'>,
): Promise<string | null> {
  const source = await sourceOf(tx, requestId)
  if (!source) return null
  const portions: Buffer[] = []
  for (;;) {
    const { run, sealing } = source
    const portion = await readAnswerPortion(tx, { requestId, run, part, position: portions.length }, sealing)
    if (portion === null) return Buffer.concat(portions).toString('utf8')
    portions.push(portion)
  }
}

interface DownloadedBy {
  by: Downloader
  /** Shopify's id of the member of staff; null for the person. */
  staffId: string | null
}

/**
 * Notes a download that begins. False when there is nothing to download; for the person also as long as the answer has not
 * been given: nothing goes out unseen.
 */
export async function noteDownload(tx: ShopTransaction, requestId: string, who: DownloadedBy): Promise<boolean> {
  const row = await lockAnswerRow(tx, requestId)
  if (!row || stateOf(row) !== 'ready') return false
  if (who.by === 'person' && (await readRow(tx, requestId))?.state !== 'answered') return false
  await insertDownload(tx, requestId, { at: clock.now(), ...who })
  return true
}
