import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes sure that one process at a time works in `directory`.
 * @returns what gives the directory free again.
 * @throws when another process that is alive holds it, or when it is another user's.
 */
export function lockDirectory(directory: string): () => void {
  const file = path.join(directory, 'running.pid')
  try {
    mkdirSync(directory, { recursive: true })
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
    if (holder && isAlive(holder)) {
      throw new Error(`It is already running (process ${holder}). Stop that one first, with Ctrl-C or: kill ${holder}`)
    }
    writeFileSync(file, String(process.pid))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new Error(
      `Kept cannot write into ${path.resolve(directory)} (${error.code}). Was it started there as root, or as another ` +
        'user? Start it as that user, or give yourself the folder: sudo chown -R "$(id -u):$(id -g)" FOLDER',
    )
  }
  return () => rmSync(file, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A process id is reused by the system: only another Node in this folder can be the holder.
    return (
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node') &&
      readlinkSync(`/proc/${pid}/cwd`) === process.cwd()
    )
  } catch {
    return false
  }
}
