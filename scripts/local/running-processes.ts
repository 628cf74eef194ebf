/** The processes of this machine, read where Linux shows them: not every machine has `ps`. */
import { readdirSync, readFileSync } from 'node:fs'

export interface RunningProcess {
  pid: number
  parent: number
  /** When it was started, in the kernel's ticks: tells it from a later one of the same number. */
  started: string
  command: string
}

/** Every process that `root` started, and those started, and so on. */
export function descendantsOf(root: number): RunningProcess[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []))
  const children = (of: number): RunningProcess[] =>
    all.filter(({ parent }) => parent === of).flatMap((one) => [one, ...children(one.pid)])
  return children(root)
}

export const isRunning = ({ pid, started }: RunningProcess) => processOf(pid)?.started === started

/** Undefined when it is gone, or has ended and only waits for somebody to take note of it. */
export function processOf(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before it is in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, parent: Number(fields[1]), started: fields[19] ?? '', command }
  } catch {
    return undefined
  }
}
