import { work } from '../../platform/queue.ts'
import { scheduleRestrictionLooks } from './look.ts'
import { restrictionQueue } from './queues.ts'
import { noteRestrictionGivenUp, workRestriction } from './work.ts'

export async function startRestrictionJobs(): Promise<void> {
  await work(restrictionQueue, (job) => workRestriction(job), noteRestrictionGivenUp)
  scheduleRestrictionLooks()
}
