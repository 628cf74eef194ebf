import { work } from '../platform/queue.ts'
import { checkShop } from './publication/check-shop.ts'
import { workPublication } from './publication/work.ts'
import { checkQueue, publicationQueue } from './queues.ts'

export async function startPolicyJobs(): Promise<void> {
  await work(publicationQueue, (job) => workPublication(job))
  await work(checkQueue, (job) => checkShop(job))
}
