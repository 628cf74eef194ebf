import { availableParallelism } from 'node:os'
import type { Piscina } from 'piscina'
import { Overloaded } from './group-commit.ts'

/** The event loop keeps a core for itself. */
const MOST_THREADS = 2
const threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1))

/** Longer than the largest register takes to be read, written in a language and compared. What takes longer is ended. */
const MOST_MS = 30_000
/** What waits for a thread. Everybody waits for its end, so nobody more is let in than are served within seconds. */
const MOST_WAITING = 64
const IDLE_MS = 60_000

let pool: Promise<Piscina> | undefined

/** Begun when it is first needed: the threads themselves load what mentions it, and never need it. */
function threadPool(): Promise<Piscina> {
  pool ??= import('piscina').then(
    ({ Piscina }) =>
      new Piscina({
        minThreads: 0,
        maxThreads: threads,
        idleTimeout: IDLE_MS,
        maxQueue: MOST_WAITING,
        recordTiming: false,
        // A thread that needs more is ended; the process lives.
        resourceLimits: { maxOldGenerationSizeMb: 512 },
      }),
  )
  return pool
}

/** Only what can be copied between threads goes in and comes out. */
// biome-ignore lint/suspicious/noExplicitAny: any function of one argument, as `typeof import()` gives it
type Tasks = Record<string, (input: any) => unknown>
type TaskInput<Module, Name extends keyof Module> = Module[Name] extends (input: infer Input) => unknown ? Input : never
type TaskResult<Module, Name extends keyof Module> = Module[Name] extends (input: never) => infer Result
  ? Awaited<Result>
  : never

/**
 * Work that would hold everybody up, on a thread of its own: `const apart = apartIn<typeof import('./thread.ts')>(new
 * URL('./thread.ts', import.meta.url))`. The build finds the file by exactly this expression.
 */
export function threadTasks<Module extends Tasks>(file: URL) {
  /** @throws Overloaded when there is no thread for it in time; whatever the task throws */
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

/** Why a thread could not do its task, through no fault of the task's; undefined for an error of its own. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.message === 'Task queue is at limit') return 'too many are waiting'
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needed too much memory' : undefined
}

/** Has everything ready for the first task: it would else wait for the pool to be loaded. Begins no thread yet. */
export async function startThreads(): Promise<void> {
  await threadPool()
}

/** Ends the threads, and what they are doing. */
export async function stopThreads(): Promise<void> {
  await (await pool)?.destroy()
}
