import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type StandIn, startStandIn } from '../../tests/stand-in/start.ts'
import { migrate } from '../migrate.ts'
import { appLoginAt } from './app-login.ts'
import { buildOnce } from './build.ts'
import { localUrl, startEmbeddedPostgres } from './embedded-postgres.ts'
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
  /** Works with the database and the stand-in while the app is still being built, and before a worker runs. */
  prepare?(begun: BegunStack): Promise<void>
}

/** A stack whose app does not run yet. */
export interface BegunStack {
  /** The app's settings. */
  env: NodeJS.ProcessEnv
  standIn: StandIn
  /** Of the owner. */
  databaseUrl: string
  /** The database can be used. */
  isReady: Promise<void>
  /** Gives up: what was begun has to be stopped. */
  signal: AbortSignal
}

export interface Stack {
  /** The admin and the storefront are the first shop's; `framed` is the app as the admin frames it. */
  urls: {
    admin: string
    framed: string
    storefront: string
    mail: string
    app: string
    metrics: string
    standIn: string
  }
  shops: { name: string; admin: string; storefront: string }[]
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
    freshStorefront: await portAt(9),
  }
  const processes = new Processes(options.onUnexpectedEnd)
  const broken = new AbortController()
  const signal = AbortSignal.any([broken.signal, ...(options.signal ? [options.signal] : [])])
  /** When one part cannot be started, the others give up too. */
  const part = <T>(started: Promise<T>): Promise<T> => {
    started.catch((error: unknown) => broken.abort(error))
    return started
  }
  const appUrl = `http://localhost:${ports.app}`
  const database = part(startDatabase(directory, ports.postgres, options.temporary))
  let noteGenerated: () => void = () => undefined
  const generated = new Promise<void>((resolve) => {
    noteGenerated = resolve
  })
  const built = part(buildOnce(signal, noteGenerated))
  const shopify = part(
    startStandIn({
      stateDir: path.join(directory, 'shopify'),
      apiKey: LOCAL_API_KEY,
      apiSecret: LOCAL_API_SECRET,
      appUrl,
      appUpstream: { host: '127.0.0.1', port: ports.web },
      scopes: SCOPES,
      optionalScopes: OPTIONAL_SCOPES,
      ports,
      extensionDir: path.resolve('extensions/consent-banner'),
    }),
  )
  const prepared = part(prepare())
  const stop = async () => {
    await processes.stop()
    // What is still being started ends, too.
    await Promise.allSettled([prepared, built])
    await (await shopify.catch(() => undefined))?.close()
    await (await database.catch(() => undefined))?.stop()
  }

  async function prepare(): Promise<void> {
    const standIn = await shopify
    await Promise.race([generated, built])
    signal.throwIfAborted()
    if (!options.prepare) return
    standIn.tellApp(false)
    const databaseUrl = localUrl(ports.postgres)
    const isReady = database.then(() => undefined)
    await options.prepare({ env: envOf(databaseUrl, standIn), standIn, databaseUrl, isReady, signal })
    standIn.tellApp(true)
  }

  const envOf = (databaseUrl: string, standIn: StandIn): NodeJS.ProcessEnv => ({
    ...process.env,
    NODE_ENV: 'production',
    NODE_OPTIONS: ['route-shopify', 'follow-clock'].map(preloaded).join(' '),
    STAND_IN_SHOP_URL: standIn.urls.shopApi,
    DATABASE_URL: appLoginAt(databaseUrl),
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
  })

  try {
    const [postgres, standIn] = await Promise.all([database, shopify, built])
    const env = envOf(postgres.url, standIn)
    const web = { KEPT_ROLE: 'web', PORT: String(ports.web), METRICS_PORT: String(ports.metrics) }
    const worker = { KEPT_ROLE: 'worker', METRICS_PORT: String(ports.workerMetrics) }
    signal.throwIfAborted()
    processes.start('the app', ['scripts/start.ts'], { ...env, ...web }, options.onOutput)
    // A worker has the present time: it begins when the past is over.
    await prepared
    signal.throwIfAborted()
    processes.start('the worker', ['scripts/start.ts'], { ...env, ...worker }, options.onOutput)
    await answers(`http://127.0.0.1:${ports.web}/readyz`, signal)
    await standIn.openApp()
    signal.throwIfAborted()
    return {
      urls: {
        admin: standIn.urls.admin,
        framed: appUrl,
        storefront: standIn.urls.storefront,
        mail: standIn.urls.mail,
        app: `http://127.0.0.1:${ports.web}`,
        metrics: `http://127.0.0.1:${ports.metrics}/metrics`,
        standIn: standIn.urls.shopApi,
      },
      shops: standIn.shops.map(({ state, admin, storefront }) => ({ name: state.shop.name, admin, storefront })),
      databaseUrl: postgres.url,
      appDatabaseUrl: appLoginAt(postgres.url),
      stop,
    }
  } catch (error) {
    broken.abort(error)
    await stop()
    throw error
  }
}

const preloaded = (name: string) => `--import=${pathToFileURL(path.resolve(`tests/stand-in/${name}.mjs`))}`

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

const CONFIGURATION = readFileSync('shopify.app.toml', 'utf8')

/** What shopify.app.toml asks for: the stand-in grants just that. */
export const SCOPES = /^scopes = "([^"]*)"/m.exec(CONFIGURATION)?.[1]?.split(',') ?? []

/** What the app may ask for once it is installed; a merchant grants it or not. */
export const OPTIONAL_SCOPES = /^optional_scopes = \[([^\]]*)\]/m.exec(CONFIGURATION)?.[1]?.match(/\w+/g) ?? []

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
