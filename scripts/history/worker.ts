/** Works the jobs of a shop as a worker does, at the time that the app's clock shows. */
import { enqueueBannerPublication } from '../../app/banner/index.ts'
import { workPublication } from '../../app/banner/publish.ts'
import { bannerQueue } from '../../app/banner/queues.ts'
import { workDelivery } from '../../app/consent/checkpoints/index.ts'
import { workWriteBack } from '../../app/consent/marketing/write-back.ts'
import { deliveryQueue, writeBackQueue } from '../../app/consent/queues.ts'
import { workMessages } from '../../app/inbox/jobs.ts'
import { webhookQueue } from '../../app/inbox/queues.ts'
import { mailQueue } from '../../app/mail/queues.ts'
import { workMail } from '../../app/mail/send.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { QUEUE_SCHEMA, type Queue, type ShopJob } from '../../app/platform/define-queue.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { runPublication } from '../../app/policy/publication/run-publication.ts'
import { publicationQueue, publishedQueue } from '../../app/policy/queues.ts'
import { noteReceiptConfirmed } from '../../app/requests/index.ts'
import { objectionQueue } from '../../app/requests/objection/queues.ts'
import { workObjection } from '../../app/requests/objection/work.ts'

type Work = (job: unknown) => Promise<void>

const of = <Job extends ShopJob>(queue: Queue<Job>, handle: (job: Job) => Promise<void>): [string, Work] => [
  queue.name,
  (job) => handle(queue.schema.parse(job)),
]

const HANDLERS = new Map<string, Work>([
  of(webhookQueue, workMessages),
  of(publicationQueue, (job) => runPublication(job)),
  of(publishedQueue, ({ shop }) => forShop(shop, enqueueBannerPublication)),
  of(bannerQueue, workPublication),
  of(writeBackQueue, (job) => workWriteBack(job)),
  of(deliveryQueue, (job) => workDelivery(job)),
  of(objectionQueue, (job) => workObjection(job)),
  of(mailQueue, (job) => workMail(job, undefined, noteReceiptConfirmed)),
])

/** Takes what waits, and what comes of it, until nothing is left. A job that fails ends the history. */
export async function workJobs(shop: ShopDomain): Promise<void> {
  for (;;) {
    const jobs = await takeJobs(shop, [...HANDLERS.keys()])
    if (jobs.length === 0) return
    for (const { name, data } of jobs) await HANDLERS.get(name)?.(data)
  }
}

/** Takes the shop's jobs out of these queues, in the order in which their causes came. */
export async function takeJobs(shop: ShopDomain, queues: readonly string[]) {
  const { rows } = await pool.query<{ name: string; data: ShopJob }>(
    `DELETE FROM ${QUEUE_SCHEMA}.job WHERE name = ANY ($1::text[]) AND data ->> 'shop' = $2 RETURNING name, data`,
    [queues, shop],
  )
  return rows.toSorted((a, b) => a.data.receivedAt - b.data.receivedAt)
}
