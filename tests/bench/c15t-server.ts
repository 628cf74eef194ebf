/** c15t's self-hosted backend as its documentation sets it up, on the same PostgreSQL: what the consent door is compared with. */
import { createServer } from 'node:http'
import { c15tInstance } from '@c15t/backend'
import { kyselyAdapter } from '@c15t/backend/db/adapters/kysely'
import { migrator } from '@c15t/backend/db/migrator'
import { DB } from '@c15t/backend/db/schema'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

// A database of its own on the same server: its migration reads every table that it finds.
const databaseUrl = new URL(process.env.DATABASE_OWNER_URL ?? '')
const admin = new pg.Client({ connectionString: databaseUrl.href })
await admin.connect()
await admin.query('CREATE DATABASE c15t')
await admin.end()
databaseUrl.pathname = '/c15t'
const pool = new pg.Pool({ connectionString: databaseUrl.href, max: 10 })
const adapter = kyselyAdapter({ db: new Kysely({ dialect: new PostgresDialect({ pool }) }), provider: 'postgresql' })
const migration = await migrator({ db: DB.client(adapter), schema: 'latest' })
if ('execute' in migration) await migration.execute()

const c15t = c15tInstance({ adapter, trustedOrigins: ['https://kept.example.com'], logger: { level: 'error' } })

createServer(async (incoming, outgoing) => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  const body = chunks.length > 0 ? Buffer.concat(chunks) : null
  const request = new Request(`http://127.0.0.1${incoming.url}`, { method: incoming.method ?? 'GET', headers, body })
  const response = await c15t.handler(request)
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(await response.text())
}).listen(Number(process.env.PORT), '127.0.0.1')
