import { type ChildProcess, spawn } from 'node:child_process'

/** How long a process may take to finish what it is doing before it is killed. */
const STOP_MS = 15_000

export interface Running {
  name: string
  child: ChildProcess
}

/**
 * The processes that one command started. They end with it: `stop` asks each to finish, then makes sure. When one of
 * them ends by itself, `onUnexpectedEnd` hears of it, once.
 */
export class Processes {
  readonly #running: Running[] = []
  readonly #onUnexpectedEnd: (name: string, code: number | null) => void
  #stopping = false

  constructor(onUnexpectedEnd: (name: string, code: number | null) => void) {
    this.#onUnexpectedEnd = onUnexpectedEnd
  }

  /** Starts Node with `args`; its output goes to `write`, line by line as it comes. */
  start(name: string, args: string[], env: NodeJS.ProcessEnv, write: (text: string) => void): void {
    // A group of its own: Ctrl-C in the terminal reaches only the command, which then stops its processes in order.
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    child.stdout.setEncoding('utf8').on('data', write)
    child.stderr.setEncoding('utf8').on('data', write)
    child.once('exit', (code) => {
      if (!this.#stopping) this.#onUnexpectedEnd(name, code)
    })
    this.#running.push({ name, child })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all(this.#running.map(({ child }) => end(child)))
  }
}

function end(child: ChildProcess): Promise<void> {
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
