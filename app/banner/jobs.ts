import { forShop } from '../platform/db.ts'
import { work } from '../platform/queue.ts'
import { publishedQueue } from '../policy/index.ts'
import { enqueueBannerPublication } from './enqueue.ts'
import { notePublicationGivenUp, workPublication } from './publish.ts'
import { bannerQueue } from './queues.ts'
import { readExtension } from './rendering/extension.ts'

export async function startBannerJobs(): Promise<void> {
  // An app that was installed without the files that draw the banner says so now, and not at the first publication.
  await readExtension()
  await work(bannerQueue, workPublication, notePublicationGivenUp)
  // The banner asks for what the published register declares.
  await work(publishedQueue, ({ shop }) => forShop(shop, enqueueBannerPublication))
}
