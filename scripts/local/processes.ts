import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

/** How long a process may take to finish what it is doing before it is killed. */
const STOP_MS = 15_000

/** Starts Node with `args`, such that it ends when this process is gone, even killed. */
export function startNode(args: string[], env: NodeJS.ProcessEnv, options: SpawnOptions = {}): ChildProcess {
  const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href
  return spawn(process.execPath, [`--import=${endWithParent}`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...options,
    env,
  })
}

/** Asks it to finish, then makes sure. */
export function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/**
 * The processes that one command started. They end with it: `stop` asks each to finish, then makes sure. When one of
 * them ends by itself, `onUnexpectedEnd` is called, once.
 */
export class Processes {
  readonly #running: ChildProcess[] = []
  readonly #onUnexpectedEnd: (name: string, code: number | null) => void
  #stopping = false

  constructor(onUnexpectedEnd: (name: string, code: number | null) => void) {
    this.#onUnexpectedEnd = onUnexpectedEnd
  }

  /** Starts Node with `args`; its output goes to `write`, line by line as it comes. */
  start(name: string, args: string[], env: NodeJS.ProcessEnv, write: (text: string) => void): void {
    // A group of its own: Ctrl-C in the terminal reaches only the command, which then stops its processes in order.
    const child = startNode(args, env, { detached: true })
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', write)
    child.once('exit', (code) => {
      if (!this.#stopping) this.#onUnexpectedEnd(name, code)
    })
    this.#running.push(child)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all(this.#running.map(end))
  }
}
