import { work } from '../platform/queue.ts'
import { noteCollectionGivenUp, workCollection } from './held/collect.ts'
import { collectionQueue } from './held/queues.ts'
import { scheduleReminders } from './reminders/schedule.ts'

export async function startRequestJobs(): Promise<void> {
  await work(collectionQueue, (job) => workCollection(job), noteCollectionGivenUp)
  scheduleReminders()
}
