import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startStandIn } from '../../tests/stand-in/start.ts'
import { migrate } from '../migrate.ts'
import { appLoginAt } from './app-login.ts'
import { buildOnce } from './build.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { freePort } from './free-port.ts'
import { stopLeftover } from './postgres/server.ts'
import { Processes } from './processes.ts'
import { localEncryptionKey } from './secrets.ts'

/** Nobody but the stand-in knows these, and nothing but this machine is reached with them. */
export const LOCAL_API_KEY = 'kept-on-this-machine'
export const LOCAL_API_SECRET = 'only-for-the-stand-in'

export interface StackOptions {
  /** Where everything it keeps lives. */
  directory: string
  /** Thrown away when it stops. */
  temporary?: boolean
  /** The first of the ports that are tried; whatever is free is used where one is taken. */
  firstPort?: number
  /** Gives up starting: what was begun is stopped, and `startStack` rejects. */
  signal?: AbortSignal
  /** What the app's processes say. */
  onOutput(text: string): void
  /** One of the processes ended by itself. */
  onUnexpectedEnd(name: string, code: number | null): void
  /** Settings of the app that differ from the defaults. */
  env?: Record<string, string>
}

export interface Stack {
  urls: { admin: string; storefront: string; mail: string; app: string; metrics: string; standIn: string }
  /** Of the owner, who sees everything. */
  databaseUrl: string
  /** Of the login that the app works under. */
  appDatabaseUrl: string
  stop(): Promise<void>
}

/**
 * Everything Kept needs, on this machine: PostgreSQL, the stand-in for Shopify, the built app as a web process and a
 * worker. The demo runs on it, and so do the browser tests.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const directory = path.resolve(options.directory)
  const first = options.firstPort ?? 0
  const portAt = (offset: number) => freePort(first === 0 ? 0 : first + offset)
  const ports = {
    admin: await portAt(0),
    storefront: await portAt(1),
    mail: await portAt(2),
    app: await portAt(3),
    web: await portAt(4),
    metrics: await portAt(5),
    workerMetrics: await portAt(6),
    smtp: await portAt(7),
    postgres: await portAt(8),
  }
  const processes = new Processes(options.onUnexpectedEnd)
  const closing: (() => Promise<void>)[] = [() => processes.stop()]
  const stop = async () => {
    for (const close of closing) await close()
  }
  try {
    const noDatabase = new AbortController()
    const [started, built] = await Promise.allSettled([
      startDatabase(directory, ports.postgres, options.temporary).catch((error: unknown) => {
        noDatabase.abort()
        throw error
      }),
      buildOnce(AbortSignal.any([noDatabase.signal, ...(options.signal ? [options.signal] : [])])),
    ])
    if (started.status === 'rejected') throw started.reason
    const postgres = started.value
    closing.push(() => postgres.stop())
    if (built.status === 'rejected') throw built.reason
    options.signal?.throwIfAborted()
    const appUrl = `http://localhost:${ports.app}`
    const standIn = await startStandIn({
      stateDir: path.join(directory, 'shopify'),
      apiKey: LOCAL_API_KEY,
      apiSecret: LOCAL_API_SECRET,
      appUrl,
      appUpstream: { host: '127.0.0.1', port: ports.web },
      scopes: SCOPES,
      ports: { admin: ports.admin, storefront: ports.storefront, mail: ports.mail, smtp: ports.smtp, app: ports.app },
      extensionDir: path.resolve('extensions/consent-banner'),
    })
    closing.splice(1, 0, () => standIn.close())

    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: `--import=${pathToFileURL(path.resolve('tests/stand-in/route-shopify.mjs'))}`,
      STAND_IN_SHOP_URL: standIn.urls.shopApi,
      DATABASE_URL: appLoginAt(postgres.url),
      SHOPIFY_API_KEY: LOCAL_API_KEY,
      SHOPIFY_API_SECRET: LOCAL_API_SECRET,
      SHOPIFY_APP_URL: appUrl,
      ENCRYPTION_KEY: localEncryptionKey(directory),
      SMTP_URL: standIn.urls.smtp,
      HOST: '127.0.0.1',
      // The stand-in's app proxy, and nothing in front of the app.
      TRUSTED_PROXIES: '1',
      LOG_LEVEL: 'warn',
      ...options.env,
    }
    const web = { KEPT_ROLE: 'web', PORT: String(ports.web), METRICS_PORT: String(ports.metrics) }
    const worker = { KEPT_ROLE: 'worker', METRICS_PORT: String(ports.workerMetrics) }
    options.signal?.throwIfAborted()
    processes.start('the app', ['scripts/start.ts'], { ...env, ...web }, options.onOutput)
    processes.start('the worker', ['scripts/start.ts'], { ...env, ...worker }, options.onOutput)
    await answers(`http://127.0.0.1:${ports.web}/readyz`, options.signal)
    await standIn.openApp()
    options.signal?.throwIfAborted()
    return {
      urls: {
        admin: standIn.urls.admin,
        storefront: standIn.urls.storefront,
        mail: standIn.urls.mail,
        app: `http://127.0.0.1:${ports.web}`,
        metrics: `http://127.0.0.1:${ports.metrics}/metrics`,
        standIn: standIn.urls.shopApi,
      },
      databaseUrl: postgres.url,
      appDatabaseUrl: appLoginAt(postgres.url),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Removes everything that a stack kept, even while the server of one that was killed still stands on it. */
export async function removeStack(directory: string): Promise<void> {
  await stopLeftover(databaseIn(directory))
  try {
    rmSync(directory, { recursive: true, force: true })
  } catch (cause) {
    throw new Error(`${directory} cannot be removed (${String(cause)}). Remove it as root: sudo rm -r ${directory}`, {
      cause,
    })
  }
}

const databaseIn = (directory: string) => path.join(directory, 'postgres')

/** What shopify.app.toml asks for: the stand-in grants just that. */
export const SCOPES = /^scopes = "([^"]*)"/m.exec(readFileSync('shopify.app.toml', 'utf8'))?.[1]?.split(',') ?? []

async function startDatabase(directory: string, port: number, temporary = false) {
  const postgres = await startEmbeddedPostgres({ directory: databaseIn(directory), port, temporary })
  await migrate(postgres.url, appLoginAt(postgres.url)).catch(async (error: unknown) => {
    await postgres.stop()
    throw error
  })
  return postgres
}

async function answers(url: string, signal?: AbortSignal, timeoutMs = 90_000): Promise<void> {
  const until = Date.now() + timeoutMs
  while (Date.now() < until) {
    signal?.throwIfAborted()
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} did not answer within ${timeoutMs / 1000} s`)
}
