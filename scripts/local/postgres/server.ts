import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from './account.ts'
import { HERE } from './cluster.ts'
import { environment, type Programs } from './programs.ts'

/** The end of what it says is enough to see why it does not start. */
const KEPT_LINES = 20

/** Of postmaster.pid, counted from 0. */
const STATUS_LINE = 7

/**
 * Stopping in order, then without waiting for anybody's disk (the next start recovers), then at all costs.
 * Milliseconds that each gets.
 */
const STOPS = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const

/**
 * A server is stopped when the process that started it has ended in any way: the pipe to it then closes. The process that
 * waits for this becomes the server's child, and the server is the process that was started.
 */
const UNTIL_ABANDONED = 'exec 3<&0 </dev/null; (read -r _ <&3; kill -INT $$ 2>/dev/null) & exec "$@" 3<&-'

export interface Server {
  child: ChildProcess
  /** What it said last. */
  output(): string
}

export function launch(directory: string, programs: Programs, account: Account | undefined, flags: string[]): Server {
  // A group of its own: Ctrl-C in a terminal reaches only the command, which stops first what uses the database.
  const child = spawn('/bin/sh', ['-c', UNTIL_ABANDONED, 'sh', programs.postgres, '-D', HERE, ...flags], {
    ...account,
    cwd: directory,
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  let lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      lines = [...lines, ...text.trimEnd().split('\n')].slice(-KEPT_LINES)
    })
  }
  child.once('error', (error) => lines.push(error.message))
  child.once('exit', () => child.stdin.destroy())
  child.stdin.on('error', () => undefined)
  return { child, output: () => lines.join('\n') }
}

export const hasEnded = ({ child }: Server) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null

/** As pg_ctl finds out: the server writes it into the file of its number. A port that answers may be somebody else's. */
export function isReady({ child }: Server, directory: string): boolean {
  const lines = linesOfPidFile(directory)
  return Number(lines[0]) === child.pid && lines[STATUS_LINE]?.trim() === 'ready'
}

export async function stop(server: Server): Promise<void> {
  if (hasEnded(server) || server.child.pid === undefined) return
  await stopProcess(server.child.pid, () => !hasEnded(server))
}

/** Stops the server that an earlier start left running in the folder, if there is one. */
export async function stopLeftover(directory: string): Promise<void> {
  const pid = Number(linesOfPidFile(directory)[0] ?? 0)
  if (pid === 0) return
  if (isServerOf(pid, directory)) await stopProcess(pid, () => isServerOf(pid, directory))
  // PostgreSQL itself tells whether the data is still in use, but takes a number that the system gave away for a server.
  if (isAlive(pid)) rmSync(pidFileIn(directory), { force: true })
}

const pidFileIn = (directory: string) => path.join(directory, 'postmaster.pid')

const linesOfPidFile = (directory: string) =>
  existsSync(pidFileIn(directory)) ? readFileSync(pidFileIn(directory), 'utf8').split('\n') : []

async function stopProcess(pid: number, isRunning: () => boolean): Promise<void> {
  for (const [signal, patience] of STOPS) {
    process.kill(pid, signal)
    for (let waited = 0; waited < patience && isRunning(); waited += 50) await pause(50)
    if (!isRunning()) return
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop. Stop it by hand: kill -9 ${pid}`)
}

/** Numbers of processes are given anew, and another folder's server is none of ours. */
function isServerOf(pid: number, directory: string): boolean {
  try {
    const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory)
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
