import pg from 'pg'

/**
 * Notes that these shops have Kept installed, as opening it does.
 *
 * @param ownerUrl of a superuser, for whom no fence holds
 */
export async function installShops(ownerUrl: string, shops: readonly string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('INSERT INTO installations (shop, installed_at) SELECT unnest($1::text[]), now()', [shops])
  await owner.end()
}
