import { work } from '../platform/queue.ts'
import { mailQueue } from './queues.ts'
import { giveMailUp, workMail } from './send.ts'

export async function startMailJobs(): Promise<void> {
  await work(mailQueue, (job) => workMail(job), giveMailUp)
}
