import pg from 'pg'

/** Notes that these shops have Kept installed, as opening it does. */
export async function installShops(databaseUrl: string, shops: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c role=kept_app' })
  await client.connect()
  await client.query('BEGIN')
  for (const shop of shops) {
    await client.query("SELECT set_config('kept.shop', $1, true)", [shop])
    await client.query('INSERT INTO installations (shop, installed_at) VALUES ($1, now()) ON CONFLICT DO NOTHING', [
      shop,
    ])
  }
  await client.query('COMMIT')
  await client.end()
}
