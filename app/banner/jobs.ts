import { forShop } from '../platform/db.ts'
import { work } from '../platform/queue.ts'
import { publishedQueue } from '../policy/index.ts'
import { enqueueBannerPublication } from './enqueue.ts'
import { notePublicationGivenUp, workPublication } from './publish.ts'
import { bannerQueue } from './queues.ts'
import { readExtension } from './rendering/extension.ts'

export async function startBannerJobs(): Promise<void> {
  // Reads the extension's files at start, so that a missing file is found now and not at the first publication.
  await readExtension()
  await work(bannerQueue, workPublication, notePublicationGivenUp)
  // A newly published register changes what the banner asks.
  await work(publishedQueue, ({ shop }) => forShop(shop, enqueueBannerPublication))
}
