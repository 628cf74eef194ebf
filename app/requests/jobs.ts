import { forShop } from '../platform/db.ts'
import { work } from '../platform/queue.ts'
import { advanceAtOnce, startAnswerJobs } from './answer/index.ts'
import { type ErasurePorts, startErasureJobs } from './erasure/index.ts'
import { noteCollectionGivenUp, workCollection } from './held/collect.ts'
import { collectionQueue } from './held/queues.ts'
import { noteLinkGivenUp, scheduleSweeps, workLink } from './identity/index.ts'
import { startObjectionJobs } from './objection/index.ts'
import { workIntake } from './person/work-intake.ts'
import { findOutPlace } from './place/find-out.ts'
import { placeQueue } from './place/queues.ts'
import { intakeQueue, linkQueue } from './queues.ts'
import { startRectificationJobs } from './rectification/index.ts'
import { scheduleReminders } from './reminders/schedule.ts'
import { startRestrictionJobs } from './restriction/index.ts'

/** @param forgetMessages drops the bodies of waiting webhooks that name an erased person */
export async function startRequestJobs(forgetMessages: ErasurePorts['forgetMessages']): Promise<void> {
  await work(intakeQueue, (job) => workIntake(job))
  await work(linkQueue, (job) => workLink(job), noteLinkGivenUp)
  await work(placeQueue, (job) => findOutPlace(job))
  await work(
    collectionQueue,
    async (job) => {
      await workCollection(job)
      await forShop(job.shop, (tx) => advanceAtOnce(tx, job.requestId))
    },
    noteCollectionGivenUp,
  )
  await startAnswerJobs()
  await startErasureJobs(forgetMessages)
  await startRectificationJobs()
  await startRestrictionJobs()
  await startObjectionJobs()
  scheduleReminders()
  scheduleSweeps()
}
