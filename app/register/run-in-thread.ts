import { threadTasks } from '../platform/threads.ts'

/** What takes longer than anybody should wait for another: `thread.ts` says what there is. */
export const runRegisterTask = threadTasks<typeof import('./worker-thread.ts')>(
  new URL('./worker-thread.ts', import.meta.url),
)
