import { work } from '../platform/queue.ts'
import { checkShop } from './publication/check-shop.ts'
import { runPublication } from './publication/run-publication.ts'
import { updateLinks } from './publication/update-links.ts'
import { checkQueue, linksQueue, publicationQueue } from './queues.ts'

export async function startPolicyJobs(): Promise<void> {
  await work(publicationQueue, (job) => runPublication(job))
  await work(checkQueue, (job) => checkShop(job))
  await work(linksQueue, (job) => updateLinks(job))
}
