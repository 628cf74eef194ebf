import { work } from '../platform/queue.ts'
import { runPublication } from './publication/run-publication.ts'
import { updateLinks } from './publication/update-links.ts'
import { linksQueue, publicationQueue } from './queues.ts'

export async function startPolicyJobs(): Promise<void> {
  await work(publicationQueue, (job) => runPublication(job))
  await work(linksQueue, (job) => updateLinks(job))
}
