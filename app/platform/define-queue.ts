import type { QueueOptions } from 'pg-boss'
import { z } from 'zod'
import { shopDomain } from './shop-domain.ts'

/** Where pg-boss keeps its tables. */
export const QUEUE_SCHEMA = 'pgboss'

/** A job belongs to a shop, and is ordered among the shop's jobs by when what caused it was received (ms). */
export const shopJob = z.object({ shop: shopDomain, receivedAt: z.number() })
export type ShopJob = z.infer<typeof shopJob>

/** A kind of job: its name in the database, what it says, and how often it is tried. */
export interface Queue<Job extends ShopJob = ShopJob> {
  name: string
  /** Of a job; one that an older Kept left and that does not fit fails. */
  schema: z.ZodType<Job>
  options: QueueOptions & { deadLetter?: string }
  /** Takes the jobs whose last try has failed. Null: nothing is done about those. */
  givenUp: Queue<Job> | null
}

interface Definition<Job extends ShopJob> extends Pick<Queue<Job>, 'name' | 'schema' | 'options'> {
  /** Something is done about a job whose last try has failed. */
  hasGivenUp?: boolean
}

/** A finished job still names its shop: it is not kept longer than it takes to look into a fault. */
const DELETE_AFTER_SECONDS = 3600

/** Defines a queue, beside the jobs that work it. It also has to stand in `app/queues.ts`, which `npm run migrate` reads. */
export function defineQueue<Job extends ShopJob>({ name, schema, options, hasGivenUp }: Definition<Job>): Queue<Job> {
  const givenUp: Queue<Job> | null = hasGivenUp
    ? {
        name: `${name}-given-up`,
        schema,
        options: { retryLimit: 100, retryDelay: 60, deleteAfterSeconds: DELETE_AFTER_SECONDS },
        givenUp: null,
      }
    : null
  return {
    name,
    schema,
    givenUp,
    options: {
      retryBackoff: true,
      deleteAfterSeconds: DELETE_AFTER_SECONDS,
      ...options,
      ...(givenUp && { deadLetter: givenUp.name }),
    },
  }
}
