import { work } from '../../platform/queue.ts'
import { scheduleCorrectionExpiry } from './expire.ts'
import { rectificationQueue } from './queues.ts'
import { noteRectificationGivenUp, workRectification } from './work.ts'

export async function startRectificationJobs(): Promise<void> {
  await work(rectificationQueue, (job) => workRectification(job), noteRectificationGivenUp)
  scheduleCorrectionExpiry()
}
