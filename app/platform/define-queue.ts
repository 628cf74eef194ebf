import type { QueueOptions } from 'pg-boss'
import { z } from 'zod'
import { shopDomain } from './shop-domain.ts'

/** The database schema of pg-boss. */
export const QUEUE_SCHEMA = 'pgboss'

/** Every job belongs to a shop. `receivedAt` (ms) is when its cause was received, and orders the shop's jobs. */
export const shopJob = z.object({ shop: shopDomain, receivedAt: z.number() })
export type ShopJob = z.infer<typeof shopJob>

/** A kind of job: its name in the database, its schema and its retries. */
export interface Queue<Job extends ShopJob = ShopJob> {
  name: string
  /** The schema of a job's data. A job that an older release left behind and that does not match fails. */
  schema: z.ZodType<Job>
  options: QueueOptions & { deadLetter?: string }
  /** The number of shops that a process works at once, where it is not the usual one. */
  atOnce?: number
  /** How often it is asked for jobs (ms), where that is not the usual. */
  pollMs?: number
  /** The queue that gets the jobs whose last try failed; null when nothing handles them. */
  givenUp: Queue<Job> | null
}

interface Definition<Job extends ShopJob> extends Pick<Queue<Job>, 'name' | 'schema' | 'options'> {
  atOnce?: number
  /** Whether a handler exists for jobs whose last try failed. */
  hasGivenUp?: boolean
}

/** A finished job still names its shop, so it is kept only as long as an investigation of a fault needs. */
const DELETE_AFTER_SECONDS = 3600

/** After minutes of tries, a few seconds more delay nobody, and each time the database is asked. */
const GIVEN_UP_POLL_MS = 5_000

/** Defines a queue beside its handlers. It must also be listed in `app/queues.ts`, which `npm run migrate` reads. */
export function defineQueue<Job extends ShopJob>({
  name,
  schema,
  options,
  atOnce,
  hasGivenUp,
}: Definition<Job>): Queue<Job> {
  const givenUp: Queue<Job> | null = hasGivenUp
    ? {
        name: `${name}-given-up`,
        schema,
        options: { retryLimit: 100, retryDelay: 60, deleteAfterSeconds: DELETE_AFTER_SECONDS },
        pollMs: GIVEN_UP_POLL_MS,
        givenUp: null,
      }
    : null
  return {
    name,
    schema,
    givenUp,
    ...(atOnce && { atOnce }),
    options: {
      retryBackoff: true,
      deleteAfterSeconds: DELETE_AFTER_SECONDS,
      ...options,
      ...(givenUp && { deadLetter: givenUp.name }),
    },
  }
}
