import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import path from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { startComplianceJobs } from './compliance/index.ts'
import { startConsentJobs } from './consent/index.ts'
import { webServer } from './doors/index.ts'
import { openVault } from './encryption-keys.ts'
import { config, refuseToStart } from './platform/config.ts'
import { databaseFaultOf } from './platform/database-fault.ts'
import { pool, prisma, readLogin } from './platform/db.ts'
import { withDeadline } from './platform/deadline.ts'
import { log } from './platform/log.ts'
import { problemOfLogin } from './platform/login.ts'
import { registry } from './platform/metrics.ts'
import { queueIsInstalled, startQueue, stopQueue } from './platform/queue.ts'
import { EVERYWHERE } from './platform/response-headers.ts'
import { startPolicyJobs } from './policy/index.ts'
import { admitDrivenBrowsers } from './shopify/user-agent.ts'

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
  if (config.KEPT_ROLE !== 'worker')
    servers.push(await listen(webServer(pages(build, development)), config.PORT, config.HOST))
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

/** Remix, for everything that is no door's. */
function pages(build: ServerBuild, development: Development | undefined): express.Express {
  const app = express()
  app.disable('x-powered-by')
  // What it trusts, the front has just written.
  app.set('trust proxy', true)
  app.use(admitDrivenBrowsers)
  app.use(compression())
  if (development) {
    app.use(development.middleware)
  } else {
    const assets = path.join(build.assetsBuildDirectory, 'assets')
    app.use('/assets', express.static(assets, { immutable: true, maxAge: '1y' }))
  }
  app.all(
    '*',
    createRequestHandler({
      build: development?.freshBuild ?? build,
      mode: config.NODE_ENV,
      getLoadContext: (_request, response) => ({ drained: () => drained(response) }),
    }),
  )
  app.use(answerFailure)
  return app
}

/** What Remix did not answer itself: an address that nobody can decode, a fault of the machinery. */
const answerFailure: express.ErrorRequestHandler = (error, request, response, _next) => {
  const status = error instanceof Error && 'status' in error && Number(error.status) < 500 ? Number(error.status) : 500
  if (status === 500) log.error({ err: error, route: request.path }, 'a request failed')
  if (response.headersSent) response.destroy()
  else response.status(status).type('text').send(STATUS_CODES[status])
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
      response.writeHead(404, EVERYWHERE).end()
      return
    }
    const numbers = await registry.metrics()
    response.writeHead(200, { ...EVERYWHERE, 'content-type': registry.contentType }).end(numbers)
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
