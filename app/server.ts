import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import path from 'node:path'
import { constants } from 'node:zlib'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import staticGzip from 'express-static-gzip'
import onHeaders from 'on-headers'
import { startBannerJobs } from './banner/index.ts'
import { startCentreJobs } from './centre/index.ts'
import { startConsentJobs, writeVisits } from './consent/index.ts'
import { healthDoor, readyDoor, webServer } from './doors/index.ts'
import { startDriftJobs } from './drift/index.ts'
import { openVault } from './encryption-keys.ts'
import { startFlowJobs } from './flow/index.ts'
import { forgetMessagesAbout, startInboxJobs } from './inbox/index.ts'
import { startMailJobs } from './mail/index.ts'
import { startOutgoingJobs } from './outgoing/index.ts'
import { config, refuseToStart } from './platform/config.ts'
import { databaseFaultOf } from './platform/database-fault.ts'
import { pool, prisma, readLogin } from './platform/db.ts'
import { withDeadline } from './platform/deadline.ts'
import { log } from './platform/log.ts'
import { problemOfLogin } from './platform/login.ts'
import { registry } from './platform/metrics.ts'
import { queueIsInstalled, startQueue, stopQueue } from './platform/queue.ts'
import { EVERYWHERE } from './platform/response-headers.ts'
import { startThreads, stopThreads } from './platform/threads.ts'
import { startPolicyJobs } from './policy/index.ts'
import { startRecipientJobs } from './recipients/index.ts'
import { noteReceiptConfirmed, startRequestJobs, tellStaffOfWebhook } from './requests/index.ts'
import { admitDrivenBrowsers } from './shopify/user-agent.ts'

/** The time that a database usually needs to restart or to fail over. */
const RETRY_AFTER_SECONDS = 5

const BROTLI_LIGHTLY = { [constants.BROTLI_PARAM_QUALITY]: 1 }

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Resolves once everything written to the answer is on its way, because Remix does not wait for a slow reader. */
    drained(): Promise<void>
    /** Sends 503 with Retry-After, whatever status Remix chose for the error. */
    unavailable(): void
  }
}

/** The source of browser files and page code in development: Vite. */
export interface Development {
  middleware: express.Handler
  freshBuild: () => Promise<ServerBuild>
}

/** Starts what `KEPT_ROLE` asks for, and stops it on SIGTERM or SIGINT after running requests and jobs. */
export async function serve(build: ServerBuild, development?: Development): Promise<void> {
  process.on('unhandledRejection', surviveDatabaseFault)
  const servers = await start(build, development).catch((err: unknown) => {
    if (databaseFaultOf(err) === undefined) throw err
    return endWithoutDatabase(err)
  })
  log.info({ port: config.PORT, metricsPort: config.METRICS_PORT }, 'Kept is ready')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(servers))
}

async function start(build: ServerBuild, development: Development | undefined): Promise<Server[]> {
  await checkDatabase()
  await openVault()
  await startThreads()
  await startQueue()
  const servers: Server[] = [await listen(internalServer(), config.METRICS_PORT, config.METRICS_HOST)]
  if (config.KEPT_ROLE !== 'web')
    await Promise.all([
      startInboxJobs(),
      startBannerJobs(),
      startConsentJobs(),
      startPolicyJobs(),
      startDriftJobs(),
      startMailJobs(noteReceiptConfirmed),
      startRecipientJobs(),
      startOutgoingJobs(tellStaffOfWebhook),
      startRequestJobs(forgetMessagesAbout),
      startCentreJobs(),
      startFlowJobs(),
    ])
  if (config.KEPT_ROLE !== 'worker')
    servers.push(await listen(webServer(pages(build, development)), config.PORT, config.HOST))
  return servers
}

/**
 * It does not wait for the database: the process manager sees at once that the process cannot work, and starts it
 * again.
 */
function endWithoutDatabase(err: unknown): never {
  log.fatal({ err }, 'The database cannot be reached')
  process.exit(1)
}

/** Less time than a container has to stop (compose.yaml). */
const STOP_MS = 25_000

/** Waits for running work. Without a database this fails, and the process ends without it. */
async function stop(servers: Server[]): Promise<never> {
  await withDeadline(STOP_MS, async () => {
    await Promise.all(servers.map(close))
    await writeVisits()
    await stopQueue()
    await stopThreads()
    await prisma.$disconnect()
    await pool.end()
  }).catch((err: unknown) => log.error({ err }, 'not everything could be finished before the process ended'))
  process.exit(0)
}

/** Libraries emit this error when nobody handles a lost database: it is logged, and the process continues. */
function surviveDatabaseFault(err: unknown): void {
  if (databaseFaultOf(err) === undefined) throw err
  log.error({ err }, 'a fault of the database was heard by nobody')
}

/**
 * Refuses to start with instructions, so that the app neither fails later nor runs with rights that it must not have.
 */
async function checkDatabase(): Promise<void> {
  const problem = problemOfLogin(await readLogin().catch(endWithoutDatabase))
  if (problem) refuseToStart([problem])
  if (await queueIsInstalled()) return
  log.fatal('The database is not up to date. Run: npm run migrate')
  process.exit(1)
}

/** Remix, for every request that is not a door's. */
function pages(build: ServerBuild, development: Development | undefined): express.Express {
  const app = express()
  app.disable('x-powered-by')
  // Express trusts only what the front has written.
  app.set('trust proxy', true)
  app.use(admitDrivenBrowsers)
  app.use(development?.middleware ?? assetsOf(build))
  // Answers that are made for each reader are compressed lightly, because all requests share the processor.
  app.use(compression({ level: constants.Z_BEST_SPEED, brotli: { params: BROTLI_LIGHTLY } }))
  app.all(
    '*',
    createRequestHandler({
      build: development?.freshBuild ?? build,
      mode: config.NODE_ENV,
      getLoadContext: (_request, response) => ({
        drained: () => drained(response),
        unavailable: () => onHeaders(response, sayUnavailable),
      }),
    }),
  )
  app.use(answerFailure)
  return app
}

function sayUnavailable(this: ServerResponse): void {
  this.statusCode = 503
  this.statusMessage = STATUS_CODES[503] ?? ''
  this.setHeader('retry-after', RETRY_AFTER_SECONDS)
}

/** Errors outside of Remix: an address that cannot be decoded, or a fault of the server. */
const answerFailure: express.ErrorRequestHandler = (error, request, response, _next) => {
  const isCallers = error instanceof Error && 'status' in error && Number(error.status) < 500
  const status = isCallers ? Number(error.status) : databaseFaultOf(error) ? 503 : 500
  if (!isCallers) log.error({ err: error, route: request.path }, 'a request failed')
  if (response.headersSent) response.destroy()
  else response.status(status).type('text').send(STATUS_CODES[status])
}

/** The browser files, compressed by the build. Their names change with their content. */
function assetsOf(build: ServerBuild): express.Router {
  const router = express.Router()
  const assets = staticGzip(path.join(build.assetsBuildDirectory, 'assets'), {
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    index: false,
    serveStatic: { immutable: true, maxAge: '1y' },
  })
  return router.use('/assets', assets, (_request, response) => void response.status(404).end())
}

async function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain || response.closed) return
  await new Promise<void>((resolve) => {
    response.once('drain', resolve)
    response.once('close', resolve)
  })
}

const INTERNAL: Record<string, (response: ServerResponse) => void | Promise<void>> = {
  '/metrics': async (response) => {
    const numbers = await registry.metrics()
    response.writeHead(200, { ...EVERYWHERE, 'content-type': registry.contentType }).end(numbers)
  },
  '/healthz': healthDoor,
  '/readyz': readyDoor,
}

/**
 * Metrics have a port of their own, so that monitoring needs no access to the app, and the app does not publish them.
 */
function internalServer(): Server {
  return createServer(async (request, response) => {
    const page = INTERNAL[request.url ?? '']
    if (page) await page(response)
    else response.writeHead(404, EVERYWHERE).end()
  })
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

/**
 * Stops accepting connections and closes the idle ones. A client that keeps a connection gets one more answer and is
 * disconnected.
 */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.prependListener('request', (_request, response) => {
      response.shouldKeepAlive = false
    })
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
