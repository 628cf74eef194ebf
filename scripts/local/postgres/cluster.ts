import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Account, giveTo } from './account.ts'
import { environment, type Programs } from './programs.ts'

/** Of the superuser. Nobody but this machine reaches the server, so it is no secret. */
export const SUPERUSER = { name: 'postgres', password: 'postgres' }

/**
 * How a program of PostgreSQL is told where its data is: it is started inside, and this leads there whatever the folders
 * above allow the account. A path from the root would not, below a folder that only root may enter.
 */
export const HERE = '/proc/self/cwd'

export const isCluster = (directory: string) => existsSync(path.join(directory, 'PG_VERSION'))

/** Makes the data folder, whole or not at all: a start that is killed meanwhile leaves none that is half made. */
export function initialise(directory: string, programs: Programs, account: Account | undefined, flags: string[]): void {
  const unfinished = `${directory}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  giveTo(account, unfinished)
  const password = openPassword(`${directory}.password`, account)
  const { status, signal, error, stderr } = spawnSync(
    programs.initdb,
    [
      `--pgdata=${HERE}`,
      `--username=${SUPERUSER.name}`,
      '--pwfile=/proc/self/fd/3',
      '--auth=password',
      '--encoding=UTF8',
      '--locale=C',
      ...flags,
    ],
    {
      ...account,
      cwd: unfinished,
      env: environment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe', password],
    },
  )
  closeSync(password)
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(error?.message ?? `initdb ended with ${signal ?? status}: ${stderr.trim()}`)
  }
  renameSync(unfinished, directory)
}

/** Handed over opened: the account could not reach a file beside the data either. */
function openPassword(file: string, account: Account | undefined): number {
  rmSync(file, { force: true })
  writeFileSync(file, `${SUPERUSER.password}\n`, { mode: 0o600, flag: 'wx' })
  giveTo(account, file)
  const opened = openSync(file, 'r')
  rmSync(file)
  return opened
}
