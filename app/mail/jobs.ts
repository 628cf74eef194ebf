import { work } from '../platform/queue.ts'
import { mailQueue } from './queues.ts'
import { giveMailUp, type OnAccepted, workMail } from './send.ts'

export async function startMailJobs(onAccepted: OnAccepted): Promise<void> {
  await work(mailQueue, (job) => workMail(job, undefined, onAccepted), giveMailUp)
}
