import pg from 'pg'
import { config } from './config.ts'
import { log } from './log.ts'
import type { ShopDomain } from './shop-domain.ts'

/** For a connection, or for a free one of the pool. Less than a door has for its whole answer. */
const CONNECT_MS = 3_000

/** How long one piece of work may keep a connection. Longer than any transaction: whatever hangs then hangs for good. */
const LEASE_MS = 30_000

/**
 * The process's connections. Nothing is set on connecting: a pooler in transaction mode (PgBouncer) refuses it, or gives
 * the next transaction another connection.
 */
export const pool = new pg.Pool({
  connectionString: config.DATABASE_URL,
  max: config.DATABASE_POOL,
  connectionTimeoutMillis: CONNECT_MS,
  // A server that vanished without a word is found out while a statement waits for its answer.
  keepAlive: true,
  keepAliveInitialDelayMillis: 2_000,
})

const noteLost = (err: Error) => log.error({ err }, 'a database connection was lost')

// A connection that is lost between two queries of whoever has it says so by this event; unheard, it ends the process.
pool.on('connect', (client) => void client.on('error', noteLost))
// The pool repeats what an idle connection said.
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
  // Given back in the middle of a transaction, whose end failed or never came: nobody else may go on with it.
  if (client.getTransactionStatus() !== 'I') void client.end()
})

/** Runs `work` on one connection, which is cut, and so the work ended, after `ms`. */
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
 * What a transaction says first, for itself only: the shop whose rows it sees, and how long PostgreSQL lets one of its
 * statements take, and waits for the next one of a process that hangs. SET LOCAL, and not set_config(): on Citus only
 * the statement reaches the machine that has the shop's rows.
 */
export const settingsOf = (shop: ShopDomain, mostMs: number): string =>
  [
    `SET LOCAL kept.shop = ${pg.escapeLiteral(shop)}`,
    `SET LOCAL statement_timeout = ${pg.escapeLiteral(String(Math.ceil(mostMs)))}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${pg.escapeLiteral(String(Math.ceil(mostMs)))}`,
  ].join('; ')
