import { work } from '../platform/queue.ts'
import { noteLookGivenUp, workLook } from './look.ts'
import { driftMailQueue, lookQueue } from './queues.ts'
import { scheduleLooks } from './schedule.ts'
import { noteMailGivenUp, workDriftMail } from './tell.ts'

export async function startDriftJobs(): Promise<void> {
  await work(lookQueue, (job) => workLook(job), noteLookGivenUp)
  await work(driftMailQueue, (job) => workDriftMail(job), noteMailGivenUp)
  scheduleLooks()
}
