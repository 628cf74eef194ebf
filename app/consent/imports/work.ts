import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { ROWS_A_STEP, SHOWN_PROBLEMS } from './limits.ts'
import { type ImportedRow, type ProblemOfRow, readImportedRow } from './model.ts'
import type { ImportJob } from './queues.ts'
import { readRecords, UnreadableFile } from './records.ts'
import { changeImport, endImport, findImport, type ImportCounts, type ImportRow, lockImport } from './store.ts'
import { takeRows } from './take-rows.ts'

/** Rows that are only read, in one step. */
const CHECKED_A_STEP = 20_000

interface Step {
  /** How many rows of the file are behind it. */
  from: number
  rows: { number: number; cells: string[] }[]
}

/** How many rows the next step takes: rows of people who are known take longer, and a transaction has its limit. */
interface Pace {
  rows: number
  most: number
}

const FIRST_ROWS = 100
const FEWEST_ROWS = 20
const [FAST_MS, SLOW_MS] = [1_000, 4_000]

function keepPace(pace: Pace, ms: number): void {
  if (ms < FAST_MS) pace.rows = Math.min(pace.most, 2 * pace.rows)
  if (ms > SLOW_MS) pace.rows = Math.max(FEWEST_ROWS, Math.floor(pace.rows / 2))
}

/** The rows of the file behind those that are done. The first row names the columns. */
async function* stepsOf(job: ImportJob, found: ImportRow, pace: Pace): AsyncGenerator<Step> {
  let [number, rows]: [number, Step['rows']] = [-1, []]
  for await (const cells of readRecords({ shop: job.shop, id: found.id, format: found.format })) {
    number += 1
    if (number <= found.rowsDone) continue
    rows.push({ number, cells })
    if (rows.length < pace.rows) continue
    yield { from: number - rows.length, rows }
    rows = []
  }
  if (rows.length > 0) yield { from: number - rows.length, rows }
}

/**
 * Checks or imports a file. Each step is a transaction that also notes how far it is: whoever is killed, or runs twice, counts and
 * records every row once. A cancelled import stops at its next step.
 */
export async function workImport(job: ImportJob): Promise<void> {
  const found = await forShop(job.shop, (tx) => findImport(tx, job.importId))
  if (!found || (found.state !== 'checking' && found.state !== 'running')) return
  const { state } = found
  try {
    const most = state === 'checking' ? CHECKED_A_STEP : ROWS_A_STEP
    const pace: Pace = { rows: state === 'checking' ? most : FIRST_ROWS, most }
    for await (const step of stepsOf(job, found, pace)) {
      const before = performance.now()
      if (!(await takeStep(job, step, state))) return
      keepPace(pace, performance.now() - before)
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { problem } = error
    return end(job, state, (tx) => endImport(tx, job.importId, { state: 'failed', problem, endedAt: clock.now() }))
  }
  await end(job, state, (tx, { counts, rowsDone }) =>
    state === 'checking'
      ? changeImport(tx, job.importId, { state: 'checked', rowsDone: 0, counts: { ...counts, rows: rowsDone } })
      : endImport(tx, job.importId, { state: 'done', endedAt: clock.now() }),
  )
}

const end = (
  job: ImportJob,
  state: ImportRow['state'],
  work: (tx: ShopTransaction, found: ImportRow) => Promise<void>,
) =>
  forShop(job.shop, async (tx) => {
    const found = await lockImport(tx, job.importId)
    if (found?.state === state) await work(tx, found)
  })

/** False when it is not this worker's any more: cancelled, or done by another one. */
function takeStep(job: ImportJob, { from, rows }: Step, state: ImportRow['state']): Promise<boolean> {
  return forShop(job.shop, async (tx) => {
    const found = await lockImport(tx, job.importId)
    if (!found?.mapping || found.state !== state || found.rowsDone !== from) return false
    const { id, tool, mapping, wordingHash } = found
    const now = clock.now()
    const read = rows.map(({ number, cells }) => ({ number, said: readImportedRow(cells, mapping, now) }))
    const taken: ImportedRow[] = read.flatMap(({ said }) => (said.ok ? [said.row] : []))
    const problems = read.flatMap(({ number, said }): ProblemOfRow[] =>
      said.ok ? [] : [{ row: number + 1, problem: said.problem }],
    )
    const added: ImportCounts =
      state === 'checking'
        ? checked(taken)
        : { ...(await takeRows(tx, { importId: id, tool, wordingHash, rows: taken })) }
    for (const { problem } of problems) added[problem] = (added[problem] ?? 0) + 1
    const counts = { ...found.counts }
    for (const [name, count] of Object.entries(added)) counts[name] = (counts[name] ?? 0) + count
    await changeImport(tx, id, {
      rowsDone: from + rows.length,
      counts,
      problems: [...found.problems, ...problems].slice(0, SHOWN_PROBLEMS),
    })
    return true
  })
}

/** What would be taken: of whom, and for what. */
function checked(rows: readonly ImportedRow[]): ImportCounts {
  const counts: ImportCounts = { readable: rows.length, browsers: 0 }
  for (const { person, choices } of rows) {
    if (person.customerId === null && person.email === null) counts.browsers = (counts.browsers ?? 0) + 1
    for (const [purpose, granted] of Object.entries(choices)) {
      const name = `${purpose}/${granted}`
      counts[name] = (counts[name] ?? 0) + 1
    }
  }
  return counts
}

/** Called when no retry is left: staff see it. */
export async function noteImportGivenUp({ shop, importId }: ImportJob): Promise<void> {
  await forShop(shop, async (tx) => {
    const found = await lockImport(tx, importId)
    if (found?.state === 'checking' || found?.state === 'running')
      await endImport(tx, importId, { state: 'failed', problem: 'gave_up', endedAt: clock.now() })
  })
}
