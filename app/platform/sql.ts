import pg from 'pg'
import type { ShopTransaction } from './db.ts'
import { onConnection, settingsOf } from './pool.ts'
import type { ShopDomain } from './shop-domain.ts'

/** Milliseconds for the transaction of a door: Shopify waits 5 s for the answer. */
const TRANSACTION_MS = 4_000
/** PostgreSQL itself ends a statement that waits for a lock, so that the connection stays usable. */
const STATEMENT_MS = 3_000

/**
 * Runs `work` on one connection in one transaction that sees only `shop`'s rows. For the doors, where Prisma costs more
 * than the work; everything else uses `forShop`. When it rejects, the transaction may still have committed.
 */
export function sqlForShop<T>(shop: ShopDomain, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return onConnection(TRANSACTION_MS, async (client) => {
    try {
      await client.query(`BEGIN; ${settingsOf(shop, STATEMENT_MS)}`)
      const result = await work(client)
      const { command } = await client.query('COMMIT')
      if (command !== 'COMMIT') throw new Error('A transaction with a failed statement cannot be committed')
      return result
    } catch (error) {
      // When this fails too, the pool drops the connection.
      await client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  })
}

/** Runs a statement inside a transaction of the shop, on whichever of the two clients it was begun. */
export type RunSql = (text: string, values: unknown[]) => Promise<unknown[]>

export const onClient =
  (client: pg.PoolClient): RunSql =>
  async (text, values) =>
    (await client.query(text, values)).rows

export const onTransaction =
  (tx: ShopTransaction): RunSql =>
  (text, values) =>
    tx.$queryRawUnsafe<unknown[]>(text, ...values)

/** SQLSTATE classes 22 (data exception) and 23 (integrity): a row is wrong, not the database. */
export function isRowsFault(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')
}
