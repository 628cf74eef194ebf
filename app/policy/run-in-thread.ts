import { threadTasks } from '../platform/threads.ts'

/** Runs one of the expensive tasks in `worker-thread.ts`, so that other requests do not wait for it. */
export const runPolicyTask = threadTasks<typeof import('./worker-thread.ts')>(
  new URL('./worker-thread.ts', import.meta.url),
)
