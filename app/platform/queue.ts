import { type Db, type Job, type JobResult, PgBoss } from 'pg-boss'
import { config } from './config.ts'
import { pool } from './db.ts'
import { log } from './log.ts'
import { QUEUE_SCHEMA, type QueueName } from './queues.ts'
import type { ShopDomain } from './shop-domain.ts'

const boss = new PgBoss({
  db: { executeSql: (text, values) => pool.query(text, values) },
  schema: QUEUE_SCHEMA,
  migrate: false,
  createSchema: false,
  schedule: false,
  // Workers also expire and clean up jobs; a process that only serves pages does not.
  supervise: config.KEPT_ROLE !== 'web',
  superviseIntervalSeconds: 30,
  maintenanceIntervalSeconds: 600,
  // kept_app does not own pg-boss's indexes.
  reindex: false,
})
boss.on('error', (err) => log.error({ err }, 'the job queue reports an error'))

/** Jobs are enqueued in the transaction that causes them: `db` runs SQL inside it. */
export async function enqueue(queue: QueueName, jobs: object[], db: Db): Promise<void> {
  if (jobs.length === 0) return
  await boss.insert(
    queue,
    jobs.map((data) => ({ data })),
    { db },
  )
}

export interface QueueWorkOptions {
  batchSize: number
  concurrency: number
}

/**
 * Works a queue. Each job of a batch is settled on its own: one that throws is retried with back-off, its neighbours
 * are not.
 */
export async function work<Payload extends object>(
  queue: QueueName,
  options: QueueWorkOptions,
  handle: (payload: Payload) => Promise<void>,
): Promise<void> {
  await boss.work(
    queue,
    {
      perJobResults: true,
      batchSize: options.batchSize,
      localConcurrency: options.concurrency,
      pollingIntervalSeconds: 0.5,
      burstWhenBatchFull: true,
    },
    async (jobs: Job<Payload>[]): Promise<JobResult[]> => {
      const results: JobResult[] = []
      for (const job of jobs) {
        try {
          await handle(job.data)
          results.push({ id: job.id, status: 'completed' })
        } catch (err) {
          log.error({ err, queue, job: job.id }, 'a job failed')
          results.push({ id: job.id, status: 'failed' })
        }
      }
      return results
    },
  )
}

export async function startQueue(): Promise<void> {
  await boss.start()
}

/** Removes the jobs of a shop that are not being worked right now. */
export async function forgetJobsOf(shop: ShopDomain, db: Db): Promise<void> {
  await db.executeSql(`DELETE FROM ${QUEUE_SCHEMA}.job WHERE data ->> 'shop' = $1 AND state <> 'active'`, [shop])
}

/** Waits for the jobs that are being worked, at most `timeoutMs`. */
export async function stopQueue(timeoutMs = 10_000): Promise<void> {
  await boss.stop({ graceful: true, timeout: timeoutMs })
}

export async function queueIsInstalled(): Promise<boolean> {
  return boss.isInstalled()
}
