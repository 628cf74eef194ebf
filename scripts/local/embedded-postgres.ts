import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { accountFor, giveTo } from './postgres/account.ts'
import { initialise, isCluster, SUPERUSER } from './postgres/cluster.ts'
import { programsFor } from './postgres/programs.ts'
import { hasEnded, isReady, launch, type Server, stop, stopLeftover } from './postgres/server.ts'

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

/** Recovering after a crash is part of it. */
const READY_MS = 60_000

/** The URL of a database on such a server, for its superuser. */
export const localUrl = (port: number, database = DEFAULT_DATABASE): string =>
  `postgresql://${SUPERUSER.name}:${SUPERUSER.password}@127.0.0.1:${port}/${database}`

/**
 * Starts the real PostgreSQL that npm installed, listening on this machine only. It ends with this process at the latest.
 * If an earlier start was killed and its server lives on, that server is stopped first.
 *
 * @throws one sentence that says why it does not start and what to do.
 */
export async function startEmbeddedPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const directory = path.resolve(options.directory)
  const server = await startIn(directory, options).catch((cause: Error) => {
    throw new Error(`The embedded PostgreSQL did not start in ${directory}. ${cause.message}`, { cause })
  })
  const database = options.database ?? DEFAULT_DATABASE
  await createDatabase(localUrl(options.port, 'postgres'), database)
  return {
    url: localUrl(options.port, database),
    stop: async () => {
      await stop(server)
      if (options.temporary) rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function startIn(directory: string, { port, temporary }: LocalPostgresOptions): Promise<Server> {
  mkdirSync(path.dirname(directory), { recursive: true })
  await stopLeftover(directory)
  const account = accountFor(directory)
  const programs = programsFor(account)
  if (isCluster(directory)) {
    // A copy that somebody put back has lost both.
    giveTo(account, directory)
    chmodSync(directory, 0o700)
  } else initialise(directory, programs, account, temporary ? ['--no-sync'] : [])

  const settings = {
    listen_addresses: '127.0.0.1',
    // Its socket would lie in a folder that is not ours.
    unix_socket_directories: '',
    ...(temporary ? { fsync: 'off' } : {}),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = launch(directory, programs, account, ['-p', String(port), ...flags])
  await ready(server, directory).catch(async (error: unknown) => {
    await stop(server)
    throw error
  })
  return server
}

async function ready(server: Server, directory: string): Promise<void> {
  const until = Date.now() + READY_MS
  while (!hasEnded(server) && Date.now() < until) {
    if (isReady(server, directory)) return
    await pause(20)
  }
  throw new Error(`It said:\n${server.output()}`)
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
