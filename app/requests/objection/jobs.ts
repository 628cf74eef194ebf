import { work } from '../../platform/queue.ts'
import { objectionQueue } from './queues.ts'
import { noteObjectionGivenUp, workObjection } from './work.ts'

export async function startObjectionJobs(): Promise<void> {
  await work(objectionQueue, (job) => workObjection(job), noteObjectionGivenUp)
}
