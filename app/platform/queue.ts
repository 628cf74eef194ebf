import { type Db, type Job, type JobResult, PgBoss } from 'pg-boss'
import { config } from './config.ts'
import { databaseFaultOf } from './database-fault.ts'
import { pool, type ShopTransaction } from './db.ts'
import { QUEUE_SCHEMA, type Queue, type ShopJob } from './define-queue.ts'
import { log } from './log.ts'
import { jobsWorked } from './metrics.ts'
import type { ShopDomain } from './shop-domain.ts'

const RETRY_MS = 500
const retryDelay = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS))

/** From then on nothing waits for the database any longer, and no other job is begun. */
let isStopping = false

/**
 * Does it again until the database answers. Only for what may be done twice: a job's handler, and pg-boss's statements,
 * which take jobs, renew the hold on them, and settle those that are still held.
 */
async function untilDatabaseAnswers<T>(work: () => Promise<T>, isGivenUp = () => false): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (err) {
      if (databaseFaultOf(err) !== 'away' || isStopping || isGivenUp()) throw err
      log.error({ err }, 'the job queue waits for the database')
      await retryDelay()
    }
  }
}

const boss = new PgBoss({
  // A worker that had lost the database would go on at its next turn, but what it had done would stay unsettled until
  // its hold on the jobs has run out.
  db: { executeSql: (text, values) => untilDatabaseAnswers(() => pool.query(text, values)) },
  schema: QUEUE_SCHEMA,
  migrate: false,
  createSchema: false,
  schedule: false,
  // Workers also expire and clean up jobs; a process that only serves pages does not.
  supervise: config.KEPT_ROLE !== 'web',
  // How soon the jobs of a process that was killed are found, once their heartbeat is missing.
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
  maintenanceIntervalSeconds: 600,
  // kept_app does not own pg-boss's indexes.
  reindex: false,
})
boss.on('error', (err) => log.error({ err }, 'the job queue reports an error'))

/**
 * Jobs are enqueued in the transaction that causes them: `db` runs SQL inside it.
 *
 * @param inSeconds how long they wait before they are worked
 */
export async function enqueue<Payload extends ShopJob>(
  { name }: Queue<Payload>,
  jobs: readonly Payload[],
  db: Db,
  inSeconds = 0,
): Promise<void> {
  if (jobs.length === 0) return
  await boss.insert(
    name,
    jobs.map((data) => ({ data, startAfter: inSeconds })),
    { db },
  )
}

/** For `enqueue`: inside this transaction. */
export const within = (tx: ShopTransaction): Db => ({
  executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...(values ?? [])) }),
})

/** Jobs taken at once. What one process works on is done well before a job expires. */
const BATCH = 100

/**
 * Works a queue: a shop's jobs one after another in the order they were received, shops side by side. Each job is
 * settled on its own: one that throws is retried with back-off, its neighbours are not.
 *
 * @param handleGivenUp gets the jobs whose last try has failed
 */
export async function work<Payload extends ShopJob>(
  queue: Queue<Payload>,
  handle: (payload: Payload) => Promise<void>,
  handleGivenUp?: (payload: Payload) => Promise<void>,
): Promise<void> {
  if (handleGivenUp) {
    if (!queue.givenUp) throw new Error(`Nothing is given up in the queue ${queue.name}`)
    await work(queue.givenUp, handleGivenUp)
  }
  const { name, schema } = queue
  const settle = async (job: Job<Payload>): Promise<JobResult> => {
    // Given back, so that another process takes it now and not when this one's hold on it has run out.
    if (isStopping) return { id: job.id, status: 'failed' }
    try {
      const payload = schema.parse(job.data)
      // That the database is away is not the job's fault: it is not counted as one of its tries.
      await untilDatabaseAnswers(
        () => handle(payload),
        () => job.signal.aborted,
      )
      jobsWorked.inc({ queue: name, result: 'done' })
      return { id: job.id, status: 'completed' }
    } catch (err) {
      log.error({ err, queue: name, job: job.id }, 'a job failed')
      jobsWorked.inc({ queue: name, result: 'failed' })
      return { id: job.id, status: 'failed' }
    }
  }
  await boss.work(
    name,
    { perJobResults: true, batchSize: BATCH, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
    async (jobs: Job<Payload>[]): Promise<JobResult[]> => {
      const inOrder = jobs.toSorted((a, b) => a.data.receivedAt - b.data.receivedAt)
      const byShop = Map.groupBy(inOrder, (job) => job.data.shop)
      const results = await Promise.all(
        [...byShop.values()].map(async (jobsOfShop) => {
          const settled: JobResult[] = []
          for (const job of jobsOfShop) settled.push(await settle(job))
          return settled
        }),
      )
      return results.flat()
    },
  )
}

export async function startQueue(): Promise<void> {
  isStopping = false
  await boss.start()
}

/** Removes every job of a shop, done or not; one that is being worked right now settles nothing when it ends. */
export async function forgetJobsOf(shop: ShopDomain, db: Db): Promise<void> {
  await db.executeSql(`DELETE FROM ${QUEUE_SCHEMA}.job WHERE data ->> 'shop' = $1`, [shop])
}

/** The same, of the shop's jobs of a queue whose `field` has one of the values. */
export async function forgetJobsAbout(
  shop: ShopDomain,
  about: { queue: { name: string; givenUp: { name: string } | null }; field: string; values: readonly string[] },
  db: Db,
): Promise<void> {
  await db.executeSql(
    `DELETE FROM ${QUEUE_SCHEMA}.job
     WHERE name = ANY ($1::text[]) AND data ->> 'shop' = $2 AND data ->> $3 = ANY ($4::text[])`,
    [[about.queue.name, about.queue.givenUp?.name], shop, about.field, [...about.values]],
  )
}

/** Waits for the jobs that are being worked, at most `timeoutMs`. */
export async function stopQueue(timeoutMs = 10_000): Promise<void> {
  isStopping = true
  await boss.stop({ graceful: true, timeout: timeoutMs })
}

/** False before the first migration. */
export async function queueIsInstalled(): Promise<boolean> {
  const { rows } = await pool.query<{ installed: boolean }>(
    `SELECT to_regclass('${QUEUE_SCHEMA}.job') IS NOT NULL AS installed`,
  )
  return rows[0]?.installed ?? false
}
