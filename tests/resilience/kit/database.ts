import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { appLoginAt } from '../../../scripts/local/app-login.ts'
import { type LocalPostgres, startEmbeddedPostgres } from '../../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../../scripts/local/free-port.ts'
import { migrate } from '../../../scripts/migrate.ts'
import { installShops } from '../../setup/installed-shops.ts'

/** The shops that call, all of which have Kept installed. */
export const SHOPS = ['one', 'two', 'three'].map((name) => `resilience-${name}.myshopify.com`)

/** A PostgreSQL of one's own, which may be killed. Its writes outlive the process: the kernel has them. */
export interface MortalDatabase {
  ownerUrl: string
  appUrl: string
  port: number
  /** As the owner, on a connection of its own. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** SIGKILL to the postmaster; its children end by themselves, whatever they are doing. */
  kill(): Promise<void>
  /** Resolves once it takes connections again. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startMortalDatabase(): Promise<MortalDatabase> {
  const root = mkdtempSync(path.join(tmpdir(), 'kept-mortal-'))
  const options = { directory: path.join(root, 'postgres'), port: await freePort(), temporary: true }
  let server: LocalPostgres = await startEmbeddedPostgres(options)
  const ownerUrl = server.url
  const appUrl = appLoginAt(ownerUrl)
  await migrate(ownerUrl, appUrl)
  await installShops(ownerUrl, SHOPS)
  return {
    ownerUrl,
    appUrl,
    port: options.port,
    query: async (text, values) => {
      const client = new pg.Client({ connectionString: ownerUrl })
      client.on('error', () => undefined)
      await client.connect()
      try {
        return (await client.query(text, values)).rows
      } finally {
        await client.end()
      }
    },
    kill: async () => {
      const pid = Number(readFileSync(path.join(options.directory, 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGKILL')
      while (isAlive(pid)) await tick()
    },
    restart: async () => {
      // Its children may take a moment to notice that it is gone; until then another one does not start.
      for (let attempt = 1; ; attempt += 1) {
        try {
          server = await startEmbeddedPostgres(options)
          return
        } catch (error) {
          if (attempt === 20) throw error
          await tick()
        }
      }
    },
    stop: async () => {
      await server.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

export const tick = (ms = 50) => new Promise((resolve) => setTimeout(resolve, ms))

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}
