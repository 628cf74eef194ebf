import { threadTasks } from '../platform/threads.ts'

/** What takes longer than a reader should wait for another: `thread.ts` says what there is. */
export const runPolicyTask = threadTasks<typeof import('./worker-thread.ts')>(
  new URL('./worker-thread.ts', import.meta.url),
)
