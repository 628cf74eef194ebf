import { work } from '../platform/queue.ts'
import { forgetReading, noteReadingGivenUp, workReading } from './held/work.ts'
import { forgetCopyQueue, heldCopyQueue } from './queues.ts'

export async function startCentreJobs(): Promise<void> {
  await work(heldCopyQueue, (job) => workReading(job), noteReadingGivenUp)
  await work(forgetCopyQueue, forgetReading)
}
