import { work } from '../platform/queue.ts'
import { linkQueue, noteLinkGivenUp, scheduleSweeps, workLink } from './identity/index.ts'
import { intakeQueue } from './person/queues.ts'
import { workIntake } from './person/work-intake.ts'

export async function startRequestJobs(): Promise<void> {
  await work(intakeQueue, (job) => workIntake(job))
  await work(linkQueue, (job) => workLink(job), noteLinkGivenUp)
  scheduleSweeps()
}
