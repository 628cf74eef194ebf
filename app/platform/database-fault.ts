/**
 * What an error says about the database: `away` when it does not answer (or takes nobody in), so that the same again
 * may succeed; `overdue` when it took longer with this statement than Kept waits. Undefined: an error of another kind.
 */
export type DatabaseFault = 'away' | 'overdue'

/**
 * SQLSTATE: class 08 connection exception (PgBouncer's own errors too), 53 insufficient resources, 58 system error;
 * 57P01 to 57P05 shut down, crashed, starting up, dropped, idle for too long; 25006 a standby that takes no writes,
 * as after a failover; 25P03 idle in a transaction for too long.
 */
const AWAY = /^(08|53|58)[0-9A-Z]{3}$|^57P0[1-5]$|^25006$|^25P03$/
/** 57014 cancelled by a time limit, 55P03 a lock that could not be had. */
const OVERDUE = /^(57014|55P03)$/

/** Of Node's sockets. */
const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** What `pg` and its pool say where they have no code. */
const SAID_BY_PG = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed',
]
const OVERDUE_BY_PG = 'Query read timeout'

/** Prisma: cannot reach, timed out reaching, operation timed out, closed the connection, too many connections. */
const AWAY_BY_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037'])
/** What Prisma's adapter makes of errors that have no SQLSTATE. */
const AWAY_BY_ADAPTER = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** Prisma: the transaction was over before its work was. */
const OVERDUE_BY_PRISMA = 'P2028'

/** As `pg`, Prisma or pg-boss throw it; pg-boss hands on copies that are no `Error`. */
export function databaseFaultOf(error: unknown): DatabaseFault | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { code, message } = error as Record<string, unknown>
  const codes = [code, ...codesOfDriver(error)]
  if (codes.some(isAway)) return 'away'
  if (codes.some(isOverdue)) return 'overdue'
  if (typeof message === 'string') {
    if (SAID_BY_PG.some((start) => message.startsWith(start))) return 'away'
    if (message.startsWith(OVERDUE_BY_PG)) return 'overdue'
  }
  return undefined
}

const isAway = (code: unknown) =>
  typeof code === 'string' &&
  (AWAY.test(code) || SOCKET.has(code) || AWAY_BY_PRISMA.has(code) || AWAY_BY_ADAPTER.has(code))
const isOverdue = (code: unknown) => typeof code === 'string' && (OVERDUE.test(code) || code === OVERDUE_BY_PRISMA)

/** The database's code, or the adapter's word for it: inside an error of Prisma's, or of its adapter. */
function codesOfDriver(error: object): unknown[] {
  const { name, meta, cause } = error as { name?: unknown; meta?: { driverAdapterError?: Caused }; cause?: unknown }
  const inner = name === 'DriverAdapterError' ? (cause as Caused['cause']) : meta?.driverAdapterError?.cause
  return [inner?.code, inner?.originalCode, inner?.kind]
}

interface Caused {
  cause?: { code?: unknown; originalCode?: unknown; kind?: unknown }
}
