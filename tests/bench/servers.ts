/** The servers that are compared: each a process of its own, all on one PostgreSQL with fsync on. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { buildOnce } from '../../scripts/local/build.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { end, startNode } from '../../scripts/local/processes.ts'
import { migrate } from '../../scripts/migrate.ts'
import { installShops } from '../setup/installed-shops.ts'
import { attempt } from './failures.ts'
import { type Load, type Measured, runLoad } from './load.ts'

export const API_SECRET = 'bench-secret'
export const SHOP = 'bench.myshopify.com'

const SCRIPTS = {
  kept: 'scripts/start.ts',
  bare: 'tests/bench/bare-server.ts',
  c15t: 'tests/bench/c15t-server.ts',
} as const
/** A slow machine takes its time; who is not there then does not come. */
const START_MS = 60_000

export type ServerName = keyof typeof SCRIPTS

export interface Servers {
  /** Settings that Kept runs with. */
  env: NodeJS.ProcessEnv
  load(server: ServerName, load: Omit<Load, 'port'>): Promise<Measured>
  stop(): Promise<void>
}

export async function startServers(names: readonly ServerName[]): Promise<Servers> {
  await buildOnce()
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
  // Not a temporary one: those run without fsync.
  const postgres = await startEmbeddedPostgres({ directory: path.join(directory, 'postgres'), port: await freePort() })
  await migrate(postgres.url, appLoginAt(postgres.url))
  await installShops(postgres.url, [SHOP])
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    METRICS_PORT: '0',
    DATABASE_URL: appLoginAt(postgres.url),
    DATABASE_OWNER_URL: postgres.url,
    SHOPIFY_API_KEY: 'bench',
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: 'https://kept.example.com',
    ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
    CONSENT_PER_SHOP: '1000000000',
    CONSENT_PER_NETWORK: '1000000000',
    KEPT_ROLE: 'web',
  }
  const servers = new Map<ServerName, { port: number; child: ChildProcess }>()
  for (const name of names) {
    const port = await freePort()
    const options = { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] } satisfies SpawnOptions
    servers.set(name, { port, child: startNode([SCRIPTS[name]], { ...env, PORT: String(port) }, options) })
  }
  const started = await Promise.all(
    names.map((name) => attempt(`Starting ${name}`, () => listening(name, servers.get(name)))),
  )
  return {
    env,
    load: async (name, load) => {
      const port = started[names.indexOf(name)]
      if (port === undefined) throw new Error('it did not start')
      return runLoad({ port, ...load })
    },
    stop: async () => {
      await Promise.all([...servers.values()].map(({ child }) => end(child)))
      await postgres.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Its port, once it answers there, whatever it says. */
async function listening(name: ServerName, server?: { port: number; child: ChildProcess }): Promise<number> {
  const until = Date.now() + START_MS
  while (server?.child.exitCode === null && Date.now() < until) {
    const isUp = await fetch(`http://127.0.0.1:${server.port}/healthz`).then(
      () => true,
      () => false,
    )
    if (isUp) return server.port
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${name} does not listen after ${START_MS / 1000} s, or has ended`)
}

export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * Requests a second of each, in rounds that alternate, so that a noisy machine disturbs all alike. A round that fails is
 * said and left out.
 */
export async function alternate<Name extends string>(
  rounds: number,
  runs: Readonly<Record<Name, () => Promise<Measured>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[]
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const measured = await attempt(`${name}, round ${round + 1},`, runs[name])
      if (measured) rates[name].push(measured.perSecond)
    }
  }
  return rates
}

/** The median of its rounds, or that all failed. */
export const rateOf = (rates: readonly number[]) => (rates.length > 0 ? `${median(rates).toFixed(0)}/s` : 'failed')

/** What one is of the other, as far as both were measured. */
export const ratioOf = (rates: readonly number[], others: readonly number[]) =>
  rates.length > 0 && others.length > 0 ? (median(rates) / median(others)).toFixed(2) : '–'

export const machine = () => `${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}, fsync on`
