import { startAnswerJobs } from './answer/index.ts'

export async function startRequestJobs(): Promise<void> {
  await startAnswerJobs()
}
