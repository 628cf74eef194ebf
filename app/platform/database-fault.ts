/**
 * The kind of database fault in an error. `away`: the database does not answer or accepts no connections, so the same
 * call may succeed later. `overdue`: the statement took longer than Kept waits. Undefined: an error of another kind.
 */
export type DatabaseFault = 'away' | 'overdue'

/**
 * SQLSTATEs: class 08 connection exception (also PgBouncer's own errors), 53 insufficient resources, 58 system error;
 * 57P01 to 57P05 shutdown, crash, starting up, dropped, idle for too long; 25006 a read-only standby, as after a
 * failover; 25P03 idle in a transaction for too long.
 */
const AWAY = /^(08|53|58)[0-9A-Z]{3}$|^57P0[1-5]$|^25006$|^25P03$/
/** 57014 cancelled by a time limit, 55P03 a lock that was not available. */
const OVERDUE = /^(57014|55P03)$/

/** Error codes of Node's sockets. */
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

/** Messages of `pg` and its pool for errors without a code. */
const SAID_BY_PG = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed',
]
const OVERDUE_BY_PG = 'Query read timeout'

/** Prisma: cannot reach, timed out reaching, operation timed out, connection closed, too many connections. */
const AWAY_BY_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037'])
/** The names that Prisma's adapter gives to errors without an SQLSTATE. */
const AWAY_BY_ADAPTER = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** Prisma: the transaction ended before its work did. */
const OVERDUE_BY_PRISMA = 'P2028'

/** The errors of `pg`, Prisma and pg-boss. pg-boss passes on copies that are not instances of `Error`. */
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

/** The database's code, or the adapter's name for the error, from inside an error of Prisma or of its adapter. */
function codesOfDriver(error: object): unknown[] {
  const { name, meta, cause } = error as { name?: unknown; meta?: { driverAdapterError?: Caused }; cause?: unknown }
  const inner = name === 'DriverAdapterError' ? (cause as Caused['cause']) : meta?.driverAdapterError?.cause
  return [inner?.code, inner?.originalCode, inner?.kind]
}

interface Caused {
  cause?: { code?: unknown; originalCode?: unknown; kind?: unknown }
}
