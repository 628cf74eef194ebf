import pg from 'pg'
import { inject } from 'vitest'
import { TENANT_TABLES } from '../../app/inbox/tenant-tables.ts'

/** Empties every table of a shop, as the owner: the app itself may not, without Shopify's shop/redact. */
export async function forgetShop(shop: string): Promise<void> {
  const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await owner.connect()
  try {
    await owner.query(`BEGIN; SET LOCAL kept.erasing_shop = ${pg.escapeLiteral(shop)}`)
    for (const table of TENANT_TABLES) await owner.query(`DELETE FROM ${table} WHERE shop = $1`, [shop])
    await owner.query('COMMIT')
  } finally {
    await owner.end()
  }
}
