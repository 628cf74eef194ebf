import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes sure that one process at a time works in `directory`.
 * @returns what gives the directory free again.
 * @throws when another process that is alive holds it.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true })
  const file = path.join(directory, 'running.pid')
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (holder && isAlive(holder)) {
    throw new Error(`It is already running (process ${holder}). Stop that one first, with Ctrl-C or: kill ${holder}`)
  }
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A process id is reused by the system: only another Node can be the holder.
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node')
  } catch {
    return false
  }
}
