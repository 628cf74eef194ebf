import { work } from '../platform/queue.ts'
import { noteLinkGivenUp, scheduleSweeps, workLink } from './identity/index.ts'
import { workIntake } from './person/work-intake.ts'
import { intakeQueue, linkQueue } from './queues.ts'
import { scheduleReminders } from './reminders/schedule.ts'

export async function startRequestJobs(): Promise<void> {
  await work(intakeQueue, (job) => workIntake(job))
  await work(linkQueue, (job) => workLink(job), noteLinkGivenUp)
  scheduleSweeps()
  scheduleReminders()
}
