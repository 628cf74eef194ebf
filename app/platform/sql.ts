import pg from 'pg'
import { pool } from './db.ts'
import type { ShopDomain } from './shop-domain.ts'

/**
 * Runs `work` on one connection in one transaction that sees only `shop`'s rows. For the hot doors, where Prisma costs
 * more than the work; everything else uses `forShop`.
 */
export async function sqlForShop<T>(shop: ShopDomain, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(`BEGIN; SELECT set_config('kept.shop', ${pg.escapeLiteral(shop)}, true)`)
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    // A connection that cannot even roll back is thrown away.
    client.release(broken)
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity): the row is at fault, not the database. */
export function isRowsFault(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')
}
