import { type ShopJob, work } from '../platform/queue.ts'
import { notePublicationGivenUp, workPublication } from './publish-banner.ts'

export async function startConsentJobs(): Promise<void> {
  await work<ShopJob>('banner-publication', workPublication)
  await work<ShopJob>('banner-publication-given-up', notePublicationGivenUp)
}
