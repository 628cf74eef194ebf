import { availableParallelism } from 'node:os'
import type { Piscina } from 'piscina'
import { Overloaded } from './group-commit.ts'

/** One core stays free for the event loop. */
const MOST_THREADS = 2
const threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1))

/**
 * Longer than the largest register takes to be parsed, rendered in a language and compared. A task that takes longer is
 * ended.
 */
const MOST_MS = 30_000
/** Tasks that may wait for a thread. Their callers wait too, so no more are accepted than are worked within seconds. */
const MOST_WAITING = 64
const IDLE_MS = 60_000

let pool: Promise<Piscina> | undefined

/** Created when first needed, because the threads themselves load this module and never need a pool. */
function threadPool(): Promise<Piscina> {
  pool ??= import('piscina').then(
    ({ Piscina }) =>
      new Piscina({
        minThreads: 0,
        maxThreads: threads,
        idleTimeout: IDLE_MS,
        maxQueue: MOST_WAITING,
        recordTiming: false,
        // A thread that needs more memory is ended; the process survives.
        resourceLimits: { maxOldGenerationSizeMb: 512 },
      }),
  )
  return pool
}

/** Input and result must be copyable between threads. */
// biome-ignore lint/suspicious/noExplicitAny: any function of one argument, as `typeof import()` gives it
type Tasks = Record<string, (input: any) => unknown>
type TaskInput<Module, Name extends keyof Module> = Module[Name] extends (input: infer Input) => unknown ? Input : never
type TaskResult<Module, Name extends keyof Module> = Module[Name] extends (input: never) => infer Result
  ? Awaited<Result>
  : never

/**
 * Runs expensive tasks on a thread, so that they do not block the event loop: `const runTask = threadTasks<typeof
 * import('./worker-thread.ts')>(new URL('./worker-thread.ts', import.meta.url))`. The build finds the file by this
 * expression.
 */
export function threadTasks<Module extends Tasks>(file: URL) {
  /** @throws Overloaded when no thread is free in time; otherwise what the task throws */
  return async <Name extends keyof Module & string>(
    name: Name,
    input: TaskInput<Module, Name>,
  ): Promise<TaskResult<Module, Name>> => {
    const signal = AbortSignal.timeout(MOST_MS)
    try {
      return await (await threadPool()).run(input, { filename: file.href, name, signal })
    } catch (error) {
      const reason = signal.aborted ? 'it took too long' : reasonOf(error)
      if (reason === undefined) throw error
      throw new Overloaded(`A task was not done (${name}): ${reason}`)
    }
  }
}

/** Why a thread could not do its task although the task is correct; undefined for the task's own errors. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.message === 'Task queue is at limit') return 'too many are waiting'
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needed too much memory' : undefined
}

/** Loads the thread pool, so that the first task does not wait for it. Starts no thread yet. */
export async function startThreads(): Promise<void> {
  await threadPool()
}

/** Ends the threads and their tasks. */
export async function stopThreads(): Promise<void> {
  await (await pool)?.destroy()
}
