import { type ChildProcess, spawn } from 'node:child_process'
import { expect, vi } from 'vitest'
import { freePort } from '../../../scripts/local/free-port.ts'
import { OF_THIS_PROCESS } from '../../setup/started.ts'
import { tick } from './database.ts'

export const SECRET = 'resilience-secret'

export interface App {
  url: string
  child: ChildProcess
  /** What it logged of level error and above. */
  faults(): { msg: string; leftOut?: number }[]
  isAlive(): boolean
  /** It has said that it is ready. */
  hasStarted(): boolean
  /** What /readyz answers, and after how many milliseconds; 0: nothing. */
  ready(): Promise<{ status: number; ms: number }>
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const ERROR = 50

/** A process of the built app. */
export async function spawnApp(databaseUrl: string, env: Record<string, string> = {}): Promise<App> {
  const port = await freePort()
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...OF_THIS_PROCESS,
      NODE_ENV: 'production',
      KEPT_ROLE: 'web',
      LOG_LEVEL: 'info',
      DATABASE_URL: databaseUrl,
      SHOPIFY_API_KEY: 'test-key',
      SHOPIFY_API_SECRET: SECRET,
      SHOPIFY_APP_URL: 'https://kept.example.com',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: '0',
      CONSENT_PER_SHOP: '1000000',
      CONSENT_PER_NETWORK: '1000000',
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const url = `http://127.0.0.1:${port}`
  const isAlive = () => child.exitCode === null && child.signalCode === null
  return {
    url,
    child,
    isAlive,
    hasStarted: () => output.includes('"Kept is ready"'),
    faults: () =>
      output
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          try {
            return JSON.parse(line)
          } catch {
            // Not the logger's: that is a fault too.
            return { level: ERROR, msg: line }
          }
        })
        .filter(({ level }) => level >= ERROR),
    ready: async () => {
      const before = Date.now()
      const status = await fetch(`${url}/readyz`).then(
        (response) => response.status,
        () => 0,
      )
      return { status, ms: Date.now() - before }
    },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      while (isAlive()) await tick()
      return child.exitCode
    },
  }
}

/** Starts a process and waits until it does its work. */
export async function startApp(databaseUrl: string, env: Record<string, string> = {}): Promise<App> {
  const app = await spawnApp(databaseUrl, env)
  await vi.waitUntil(app.hasStarted, { timeout: 60_000, interval: 50 })
  return app
}

export async function untilReady(app: App, timeout: number): Promise<void> {
  await vi.waitUntil(async () => (await app.ready()).status === 200, { timeout, interval: 50 })
}

/** Each minute that has begun since then has a line at most, and one more that began the first. */
export function expectOneLineAMinute(app: App, since: number): void {
  const faults = app.faults()
  const minutes = Math.ceil((Date.now() - since) / 60_000)
  expect(faults.length).toBeGreaterThan(0)
  expect(faults.slice(minutes + 1)).toEqual([])
}
