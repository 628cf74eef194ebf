import pg from 'pg'
import { config } from './config.ts'
import { log } from './log.ts'
import type { ShopDomain } from './shop-domain.ts'

/** Milliseconds to get a connection, new or free. Less than a door has for its whole answer. */
const CONNECT_MS = 3_000

/**
 * The longest time that one piece of work may keep a connection. It is longer than any transaction, so work that takes
 * longer hangs.
 */
const LEASE_MS = 30_000

/**
 * The process's connections. Nothing is configured when they open: a pooler in transaction mode (PgBouncer) refuses it,
 * or gives the next transaction another connection.
 */
export const pool = new pg.Pool({
  connectionString: config.DATABASE_URL,
  max: config.DATABASE_POOL,
  connectionTimeoutMillis: CONNECT_MS,
  // TCP keepalive finds a server that vanished while a statement waits for its answer.
  keepAlive: true,
  keepAliveInitialDelayMillis: 2_000,
})

const noteLost = (err: Error) => log.error({ err }, 'a database connection was lost')

// A connection that is lost between two queries emits this event. Without a listener it would end the process.
pool.on('connect', (client) => void client.on('error', noteLost))
// The pool reports errors of idle connections itself.
pool.on('error', () => undefined)

const leases = new WeakMap<pg.PoolClient, NodeJS.Timeout>()

pool.on('acquire', (client) => {
  const cut = () => {
    log.error({ seconds: LEASE_MS / 1000 }, 'a database connection was kept for too long, and is cut')
    void client.end()
  }
  leases.set(client, setTimeout(cut, LEASE_MS))
})

pool.on('release', (_error, client) => {
  clearTimeout(leases.get(client))
  // A connection that is returned inside a transaction (its COMMIT or ROLLBACK failed or never came) must not be
  // reused.
  if (client.getTransactionStatus() !== 'I') void client.end()
})

/** Runs `work` on one connection. After `ms` the connection is cut, which ends the work. */
export async function onConnection<T>(ms: number, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const cut = setTimeout(() => void client.end(), ms)
  try {
    return await work(client)
  } finally {
    clearTimeout(cut)
    client.release()
  }
}

/**
 * The first statement of a transaction. It sets, for this transaction only, the shop whose rows it sees, and two time
 * limits: for each statement, and for the time between statements of a process that hangs. It uses SET LOCAL and not
 * set_config(), because on Citus only the statement reaches the machine with the shop's rows.
 */
export const settingsOf = (shop: ShopDomain, mostMs: number): string =>
  [
    `SET LOCAL kept.shop = ${pg.escapeLiteral(shop)}`,
    `SET LOCAL statement_timeout = ${pg.escapeLiteral(String(Math.ceil(mostMs)))}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${pg.escapeLiteral(String(Math.ceil(mostMs)))}`,
  ].join('; ')
