import { work } from '../platform/queue.ts'
import { type CheckJob, checkShop } from './publication/check-shop.ts'
import type { PublicationJob } from './publication/publish.ts'
import { workPublication } from './publication/work.ts'

export async function startPolicyJobs(): Promise<void> {
  await work<PublicationJob>('policy-publication', (job) => workPublication(job))
  await work<CheckJob>('policy-check', (job) => checkShop(job))
}
