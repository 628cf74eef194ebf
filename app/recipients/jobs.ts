import { work } from '../platform/queue.ts'
import { repeat } from '../platform/repeat.ts'
import { recipientQueue } from './queues.ts'
import { advanceDueTasks } from './work/advance.ts'
import { workRecipientTask } from './work/work-task.ts'

const LOOK_EVERY_MS = 15_000

export async function startRecipientJobs(): Promise<void> {
  await work(recipientQueue, (job) => workRecipientTask(job))
  repeat(LOOK_EVERY_MS, advanceDueTasks, 'it could not be found out which recipients are due')
}
