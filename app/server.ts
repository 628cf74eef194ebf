import { createServer, type Server, type ServerResponse } from 'node:http'
import path from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { startComplianceJobs } from './compliance/index.ts'
import { startConsentJobs } from './consent/index.ts'
import { handleAtDoor } from './doors/index.ts'
import { openVault } from './encryption-keys.ts'
import { config, refuseToStart } from './platform/config.ts'
import { databaseFaultOf } from './platform/database-fault.ts'
import { pool, prisma, readLogin } from './platform/db.ts'
import { withDeadline } from './platform/deadline.ts'
import { log } from './platform/log.ts'
import { problemOfLogin } from './platform/login.ts'
import { registry } from './platform/metrics.ts'
import { queueIsInstalled, startQueue, stopQueue } from './platform/queue.ts'
import { startPolicyJobs } from './policy/index.ts'

/** Longer than Shopify waits for an answer (5 s), short enough that a slow sender does not hold a connection. */
const REQUEST_TIMEOUT_MS = 30_000

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Resolves once what was written to the answer is on its way: Remix itself does not wait for a slow reader. */
    drained(): Promise<void>
  }
}

/** Where the browser's files and the pages' code come from when they are not built: Vite. */
export interface Development {
  middleware: express.Handler
  freshBuild: () => Promise<ServerBuild>
}

/** Starts what `KEPT_ROLE` asks for and stops it on SIGTERM or SIGINT, letting requests and jobs finish. */
export async function serve(build: ServerBuild, development?: Development): Promise<void> {
  process.on('unhandledRejection', surviveDatabaseFault)
  await checkDatabase()
  await openVault()
  await startQueue()
  const servers: Server[] = [await listen(metricsServer(), config.METRICS_PORT, config.METRICS_HOST)]
  if (config.KEPT_ROLE !== 'web') await Promise.all([startComplianceJobs(), startConsentJobs(), startPolicyJobs()])
  if (config.KEPT_ROLE !== 'worker') servers.push(await listen(webServer(build, development), config.PORT, config.HOST))
  log.info({ port: config.PORT, metricsPort: config.METRICS_PORT }, 'Kept is ready')

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(servers))
}

/** Less than a container is given to stop (compose.yaml). */
const STOP_MS = 25_000

/** Lets what is under way finish. With a database that is away it cannot: then the process ends without. */
async function stop(servers: Server[]): Promise<never> {
  await withDeadline(STOP_MS, async () => {
    await Promise.all(servers.map(close))
    await stopQueue()
    await prisma.$disconnect()
    await pool.end()
  }).catch((err: unknown) => log.error({ err }, 'not everything could be finished before the process ended'))
  process.exit(0)
}

/** Where a library waits for nobody to hear of a database that is away: it is said, and the process goes on. */
function surviveDatabaseFault(err: unknown): void {
  if (databaseFaultOf(err) === undefined) throw err
  log.error({ err }, 'a fault of the database was heard by nobody')
}

/** Says what to do instead of failing somewhere deep, or of working with rights that it must not have. */
async function checkDatabase(): Promise<void> {
  const login = await readLogin().catch((err: unknown) => {
    log.fatal({ err }, 'The database cannot be reached')
    process.exit(1)
  })
  const problem = problemOfLogin(login)
  if (problem) refuseToStart([problem])
  if (await queueIsInstalled()) return
  log.fatal('The database is not up to date. Run: npm run migrate')
  process.exit(1)
}

/** The hot doors first, then Remix for everything with a page. */
function webServer(build: ServerBuild, development: Development | undefined): Server {
  const pages = express()
  pages.disable('x-powered-by')
  pages.set('trust proxy', true)
  pages.use(compression())
  if (development) {
    pages.use(development.middleware)
  } else {
    const assets = path.join(build.assetsBuildDirectory, 'assets')
    pages.use('/assets', express.static(assets, { immutable: true, maxAge: '1y' }))
  }
  pages.all(
    '*',
    createRequestHandler({
      build: development?.freshBuild ?? build,
      mode: config.NODE_ENV,
      getLoadContext: (_request, response) => ({ drained: () => drained(response) }),
    }),
  )
  const server = createServer((request, response) => {
    if (!handleAtDoor(request, response)) pages(request, response)
  })
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.headersTimeout = REQUEST_TIMEOUT_MS / 2
  return server
}

async function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain || response.closed) return
  await new Promise<void>((resolve) => {
    response.once('drain', resolve)
    response.once('close', resolve)
  })
}

/** On a port of its own, so that what watches the process needs no way in to the app, and the app shows no numbers. */
function metricsServer(): Server {
  return createServer(async (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics())
  })
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
