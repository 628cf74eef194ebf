import { createHash } from 'node:crypto'
import { addDays } from 'date-fns/addDays'
import { v4 as uuidv4 } from 'uuid'
import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { advanceAtOnce } from './at-once.ts'
import { answerFacts, type Begun, beginAnswer } from './begin.ts'
import { archiveOf, PASSES } from './file/archive.ts'
import { letterText } from './file/letter.ts'
import type { OpenRows } from './file/model.ts'
import { indexPage } from './file/pages/index-page.ts'
import { survey } from './file/survey.ts'
import { answerTranslator } from './file/texts.ts'
import { zipOf } from './file/zip.ts'
import { held as collected } from './held.ts'
import type { HeldReader } from './held-reader.ts'
import { AVAILABLE_DAYS, PORTION_BYTES } from './limits.ts'
import type { AnswerJob } from './queues.ts'
import { finishRun, insertPortion, noteFailed, noteRunProgress } from './store.ts'
import type { AnswerPart } from './words.ts'

/** Another process took over, or the answer is gone with its person. */
class RunEnded extends Error {
  override name = 'RunEnded'
}

/**
 * Makes the file of an answer, in sealed portions, and then has it served. A process that is killed leaves it to another
 * one, which starts over: only the portions of one run are ever served together.
 */
export async function workAnswer({ shop, requestId }: AnswerJob, held: HeldReader = collected): Promise<void> {
  const run = uuidv4()
  const begun = await forShop(shop, (tx) => beginAnswer(tx, { requestId, run, held }))
  if (begun === null) return
  try {
    await write(shop, begun, held)
  } catch (error) {
    if (!(error instanceof RunEnded)) throw error
  }
}

/** Called after the last try failed: staff can ask again. */
export async function noteAnswerGivenUp({ shop, requestId }: AnswerJob): Promise<void> {
  await forShop(shop, (tx) => noteFailed(tx, requestId))
}

async function write(shop: ShopDomain, begun: Begun, held: HeldReader): Promise<void> {
  const madeAt = clock.now()
  const { facts, goesAlong } = await answerFacts(begun, madeAt, held)
  const open: OpenRows = async function* () {
    for await (const row of held.answeredRows(shop, begun.requestId)) {
      const answered = goesAlong(row)
      if (answered) yield answered
    }
  }
  const progress = new RunProgress(shop, begun)
  const surveyed = await survey(open, () => progress.add())
  progress.total = PASSES * surveyed.rows
  const { tables } = surveyed
  const page = indexPage(facts, tables, answerTranslator(facts.language), { isAlone: true })
  await progress.keep('preview', text(page))
  await progress.keep('letter', text(letterText(facts, tables)))
  const files = archiveOf(facts, surveyed, { open, onRow: () => progress.add() })
  const archive = await progress.keep('archive', zipOf(files, madeAt))
  const rows = Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))
  const made = { ...archive, rows, madeAt, availableUntil: addDays(madeAt, AVAILABLE_DAYS) }
  await forShop(shop, async (tx) => {
    if (await finishRun(tx, begun, made)) await advanceAtOnce(tx, begun.requestId, held)
  })
}

async function* text(content: string): AsyncGenerator<Buffer> {
  yield Buffer.from(content)
}

/** Stores what a run writes, as long as nobody else took over. */
class RunProgress {
  total = 0
  #read = 0
  readonly #shop: ShopDomain
  readonly #begun: Begun

  constructor(shop: ShopDomain, begun: Begun) {
    this.#shop = shop
    this.#begun = begun
  }

  add(): void {
    this.#read += 1
  }

  /** Stores a part in sealed portions, no faster than the database takes them. */
  async keep(part: AnswerPart, chunks: AsyncIterable<Buffer>): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash('sha256')
    let [bytes, position] = [0, 0]
    for await (const portion of portionsOf(chunks)) {
      hash.update(portion)
      bytes += portion.length
      await this.#store(part, position, portion)
      position += 1
    }
    return { bytes, sha256: hash.digest('hex') }
  }

  async #store(part: AnswerPart, position: number, content: Buffer): Promise<void> {
    const { requestId, run, sealing } = this.#begun
    const percent = Math.min(99, Math.floor((100 * this.#read) / Math.max(this.total, 1)))
    await forShop(this.#shop, async (tx) => {
      if (!(await noteRunProgress(tx, { requestId, run }, percent))) throw new RunEnded()
      await insertPortion(tx, { requestId, run, part, position }, content, sealing)
    })
  }
}

/** Gathers chunks into portions. */
async function* portionsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + PORTION_BYTES - bytes)
      gathered.push(part)
      bytes += part.length
      at += part.length
      if (bytes < PORTION_BYTES) continue
      yield Buffer.concat(gathered)
      ;[gathered, bytes] = [[], 0]
    }
  }
  if (bytes > 0) yield Buffer.concat(gathered)
}
