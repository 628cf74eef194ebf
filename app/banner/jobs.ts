import { type ShopJob, work } from '../platform/queue.ts'
import { notePublicationGivenUp, workPublication } from './publish.ts'
import { readExtension } from './rendering/extension.ts'

export async function startBannerJobs(): Promise<void> {
  // An app that was installed without the files that draw the banner says so now, and not at the first publication.
  await readExtension()
  await work<ShopJob>('banner-publication', workPublication)
  await work<ShopJob>('banner-publication-given-up', notePublicationGivenUp)
}
