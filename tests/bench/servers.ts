/** The servers that are compared: each a process of its own, all on one PostgreSQL with fsync on. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { buildOnce } from '../../scripts/local/build.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'
import { installShops } from '../setup/installed-shops.ts'
import { type Load, type Measured, runLoad } from './load.ts'

export const API_SECRET = 'bench-secret'
export const SHOP = 'bench.myshopify.com'

const SCRIPTS = {
  kept: 'scripts/start.ts',
  bare: 'tests/bench/bare-server.ts',
  c15t: 'tests/bench/c15t-server.ts',
} as const
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
    KEPT_ROLE: 'web',
  }
  const ports = new Map<ServerName, number>()
  const processes: ChildProcess[] = []
  for (const name of names) {
    const port = await freePort()
    ports.set(name, port)
    processes.push(spawn(process.execPath, [SCRIPTS[name]], { env: { ...env, PORT: String(port) }, stdio: 'inherit' }))
  }
  const stop = async () => {
    await Promise.all(processes.map(ended))
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  await Promise.all([...ports.values()].map(listening)).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { env, load: (server, load) => runLoad({ port: ports.get(server) ?? 0, ...load }), stop }
}

async function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  return new Promise((resolve) => child.once('exit', resolve))
}

/** It answers, whatever it says. */
async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing listens on ${port}`)
}

export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Requests a second of each, in rounds that alternate, so that a noisy machine disturbs all alike. */
export async function alternate<Name extends string>(
  rounds: number,
  runs: Readonly<Record<Name, () => Promise<Measured>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[]
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) rates[name].push((await runs[name]()).perSecond)
  }
  return rates
}

export const machine = () => `${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}, fsync on`
