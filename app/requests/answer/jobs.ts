import { work } from '../../platform/queue.ts'
import { scheduleAnswerExpiry } from './expire.ts'
import { answerQueue } from './queues.ts'
import { noteAnswerGivenUp, workAnswer } from './write.ts'

export async function startAnswerJobs(): Promise<void> {
  await work(answerQueue, (job) => workAnswer(job), noteAnswerGivenUp)
  scheduleAnswerExpiry()
}
