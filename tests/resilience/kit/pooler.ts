import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../../scripts/local/free-port.ts'
import { tick } from './database.ts'

const PROGRAM = '/usr/sbin/pgbouncer'

export const hasPgBouncer = spawnSync(PROGRAM, ['--version']).status === 0

export interface Pooler {
  url: string
  stop(): Promise<void>
}

/** PgBouncer in transaction mode, as README.md says: by itself it waits 15 s before it tries a database again. */
export async function startPgBouncer(databaseUrl: string): Promise<Pooler> {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-pooler-'))
  const url = new URL(databaseUrl)
  const port = await freePort()
  const users = path.join(directory, 'users.txt')
  const settings = path.join(directory, 'pgbouncer.ini')
  writeFileSync(users, `"${url.username}" "${url.password}"\n`)
  writeFileSync(
    settings,
    `[databases]
* = host=${url.hostname} port=${url.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
server_login_retry = 1
`,
  )
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
  if (isRoot) for (const file of [directory, users, settings]) chownSync(file, NOBODY, NOBODY)
  const child: ChildProcess = spawn(PROGRAM, ['-q', settings], { ...user, stdio: 'ignore' })
  const ended = () => child.exitCode !== null || child.signalCode !== null
  while (!ended() && !(await listens(port))) await tick()
  if (ended()) throw new Error(`PgBouncer ended with ${child.exitCode}`)
  url.port = String(port)
  return {
    url: url.href,
    stop: async () => {
      child.kill('SIGKILL')
      while (!ended()) await tick()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const NOBODY = 65_534

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
