import { type Db, type Job, PgBoss } from 'pg-boss'
import { config } from './config.ts'
import { databaseFaultOf } from './database-fault.ts'
import { pool, type ShopTransaction } from './db.ts'
import { QUEUE_SCHEMA, type Queue, type ShopJob } from './define-queue.ts'
import { log } from './log.ts'
import { jobsWorked } from './metrics.ts'
import type { ShopDomain } from './shop-domain.ts'
import { type Working, workByShop } from './work-by-shop.ts'

const RETRY_MS = 500
const retryDelay = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS))

/** Set when the queue stops: nothing waits for the database any longer, and no job is begun. */
let isStopping = false

/**
 * Repeats the work until the database answers. Only for work that may be done twice: a job's handler, and pg-boss's
 * statements, which take jobs, renew their lease, and settle the jobs that are still leased.
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
  // Without this, a worker that lost the database would continue with its next poll, but the results of finished jobs
  // would stay unsettled until their lease expires.
  db: { executeSql: (text, values) => untilDatabaseAnswers(() => pool.query(text, values)) },
  schema: QUEUE_SCHEMA,
  migrate: false,
  createSchema: false,
  schedule: false,
  // Workers also expire and delete jobs; a process that only serves pages does not.
  supervise: config.KEPT_ROLE !== 'web',
  // How soon the jobs of a killed process are found after its heartbeat stops.
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
  maintenanceIntervalSeconds: 600,
  // kept_app does not own pg-boss's indexes.
  reindex: false,
})
boss.on('error', (err) => log.error({ err }, 'the job queue reports an error'))

/**
 * Enqueues jobs in the transaction that causes them: `db` runs SQL inside it.
 *
 * @param inSeconds the delay before they are worked
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
    jobs.map((data) => ({ data, startAfter: inSeconds, group: { id: data.shop } })),
    { db },
  )
}

/** Runs `enqueue` inside this transaction. */
export const within = (tx: ShopTransaction): Db => ({
  executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...(values ?? [])) }),
})

/**
 * The shops that a process works at once, where the queue does not say otherwise, and the most jobs that it takes at once. It
 * finishes those of a shop long before a job's lease expires.
 */
const AT_ONCE = 100

/** The queues that this process works. */
let working: Working[] = []

/**
 * Works a queue: a shop's jobs one after another in the order in which they were received, different shops in parallel; no
 * shop waits for another's slow job (note 5). Each job settles by itself: one that throws is retried with back-off, the others are not.
 *
 * @param handleGivenUp gets the jobs whose last try failed
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
  const { name, schema, atOnce = AT_ONCE, pollMs } = queue
  const handled = async (job: Job<Payload>, isLost: () => boolean): Promise<boolean> => {
    // The job is returned, so that another process takes it now and not only when the lease expires.
    if (isStopping) return false
    try {
      const payload = schema.parse(job.data)
      // An unavailable database is not the job's fault, so it does not count as one of its tries.
      await untilDatabaseAnswers(() => handle(payload), isLost)
      jobsWorked.inc({ queue: name, result: 'done' })
      return true
    } catch (err) {
      log.error({ err, queue: name, job: job.id }, 'a job failed')
      jobsWorked.inc({ queue: name, result: 'failed' })
      return false
    }
  }
  working.push(workByShop<Payload>(boss, { name, atOnce, pollMs, handle: handled }))
}

export async function startQueue(): Promise<void> {
  isStopping = false
  await boss.start()
}

/** Deletes every job of a shop, finished or not. A job that is running settles nothing when it ends. */
export async function forgetJobsOf(shop: ShopDomain, db: Db): Promise<void> {
  await db.executeSql(`DELETE FROM ${QUEUE_SCHEMA}.job WHERE data ->> 'shop' = $1`, [shop])
}

/** Deletes the shop's jobs of a queue whose `field` has one of the values. */
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

/** Waits at most `timeoutMs` for the running jobs. */
export async function stopQueue(timeoutMs = 10_000): Promise<void> {
  isStopping = true
  const stopped = working
  working = []
  await Promise.all(stopped.map((one) => one.stop(timeoutMs)))
  await boss.stop({ graceful: true, timeout: timeoutMs })
}

/** False before the first migration. */
export async function queueIsInstalled(): Promise<boolean> {
  const { rows } = await pool.query<{ installed: boolean }>(
    `SELECT to_regclass('${QUEUE_SCHEMA}.job') IS NOT NULL AS installed`,
  )
  return rows[0]?.installed ?? false
}
