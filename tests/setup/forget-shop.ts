import pg from 'pg'
import { inject } from 'vitest'
import { TENANT_TABLES } from '../../app/inbox/tenant-tables.ts'

/** Empties every table of a shop, as the owner: the app itself may not, without Shopify's shop/redact. */
export async function forgetShop(shop: string): Promise<void> {
  const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await owner.connect()
  try {
    const named = pg.escapeLiteral(shop)
    const empty = TENANT_TABLES.map((table) => `DELETE FROM ${table} WHERE shop = ${named}`)
    await owner.query(['BEGIN', `SET LOCAL kept.erasing_shop = ${named}`, ...empty, 'COMMIT'].join(';'))
  } finally {
    await owner.end()
  }
}
