import pg from 'pg'
import { onConnection, settingsOf } from './pool.ts'
import type { ShopDomain } from './shop-domain.ts'

/** Milliseconds for a transaction of a hot door: Shopify waits 5 s for the answer. */
const TRANSACTION_MS = 4_000
/** A statement that waits for a lock is ended by PostgreSQL itself, and the connection can be used again. */
const STATEMENT_MS = 3_000

/**
 * Runs `work` on one connection in one transaction that sees only `shop`'s rows. For the hot doors, where Prisma costs
 * more than the work; everything else uses `forShop`. When it rejects, it is not known whether it was committed.
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
      // Where this fails too, the pool throws the connection away.
      await client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  })
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity): the row is at fault, not the database. */
export function isRowsFault(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')
}
