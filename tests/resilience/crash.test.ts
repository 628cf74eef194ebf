import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'
import { aDecision } from '../setup/a-decision.ts'
import { createOwnDatabase, type OwnDatabase } from '../setup/given-server.ts'
import { installShops } from '../setup/installed-shops.ts'
import { OF_THIS_PROCESS } from '../setup/started.ts'
import { signedProxyUrl, signedWebhook } from '../stand-in/signed.ts'

const SECRET = 'crash-secret'
const SHOP = 'crash.myshopify.com'
const SENDERS = 20
const KILLS = 3
/** A process dies in the middle of its work, when it has acknowledged this much and a little more. */
const ACKNOWLEDGED = 150

/** What was sent, and whether it was answered 200: then it must be there, whatever happens to the process. */
interface Sent {
  id: string
  kind: 'webhook' | 'consent'
  path: string
  headers: Record<string, string>
  body: BodyInit
  acknowledged: boolean
}

let database: OwnDatabase
let ports: { web: number; metrics: number }
let sql: pg.Client
let app: ChildProcess | undefined

beforeAll(async () => {
  database = await createOwnDatabase(inject('databaseOwnerUrl'), 'crash')
  await migrate(database.url, appLoginAt(database.url))
  await installShops(database.url, [SHOP])
  sql = new pg.Client({ connectionString: database.url })
  await sql.connect()
  ports = { web: await freePort(), metrics: await freePort() }
})
afterAll(async () => {
  app?.kill('SIGKILL')
  await sql?.end()
  await database?.drop()
})

async function startApp(): Promise<ChildProcess> {
  app = spawn(process.execPath, ['scripts/start.ts'], {
    stdio: 'ignore',
    env: {
      ...OF_THIS_PROCESS,
      NODE_ENV: 'production',
      KEPT_ROLE: 'all',
      LOG_LEVEL: 'silent',
      DATABASE_URL: appLoginAt(database.url),
      SHOPIFY_API_KEY: 'test-key',
      SHOPIFY_API_SECRET: SECRET,
      SHOPIFY_APP_URL: 'https://kept.example.com',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      HOST: '127.0.0.1',
      PORT: String(ports.web),
      METRICS_PORT: String(ports.metrics),
      CONSENT_PER_SHOP: '1000000',
    },
  })
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${ports.web}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      {
        interval: 100,
      },
    )
    .toBe(200)
  return app
}

function aCall(): Sent {
  const id = randomUUID()
  if (Math.random() < 0.5) {
    const customer = { id: Number.parseInt(id.slice(0, 8), 16), email: `${id}@example.com` }
    const content = { shop_id: 1, shop_domain: SHOP, customer, orders_requested: [], data_request: { id: 1 } }
    const { path, headers, body } = signedWebhook('customers/data_request', content, { secret: SECRET, shop: SHOP, id })
    return { id, kind: 'webhook', path, headers, body: new Uint8Array(body), acknowledged: false }
  }
  const path = signedProxyUrl('/proxy/consent', { secret: SECRET, shop: SHOP })
  const headers = { 'content-type': 'application/json' }
  return { id, kind: 'consent', path, headers, body: JSON.stringify(aDecision({ id })), acknowledged: false }
}

async function send(call: Sent): Promise<void> {
  const { path, headers, body } = call
  const status = await fetch(`http://127.0.0.1:${ports.web}${path}`, { method: 'POST', headers, body }).then(
    (response) => response.status,
    () => 0,
  )
  if (status === 200) call.acknowledged = true
}

/** Sends as fast as it is answered, and kills the process while it answers. */
async function sendUntilDead(app: ChildProcess): Promise<Sent[]> {
  const sent: Sent[] = []
  const enough = ACKNOWLEDGED + Math.random() * SENDERS
  const dead = () => app.exitCode !== null || app.signalCode !== null
  const sender = async () => {
    while (!dead()) {
      const call = aCall()
      sent.push(call)
      await send(call)
      if (sent.filter(({ acknowledged }) => acknowledged).length >= enough) app.kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
  return sent
}

const count = async (query: string) => Number((await sql.query(query)).rows[0].count)

describe('a process that is killed in the middle of its work', () => {
  test('has lost nothing that it acknowledged, and what is sent again is not done twice', async () => {
    const sent: Sent[] = []
    for (let kill = 0; kill < KILLS; kill += 1) sent.push(...(await sendUntilDead(await startApp())))

    const acknowledged = sent.filter((call) => call.acknowledged)
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * ACKNOWLEDGED)
    const { rows } = await sql.query('SELECT id FROM inbox_messages UNION ALL SELECT id::text FROM consent_events')
    const kept = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter(({ id }) => !kept.has(id))).toEqual([])

    // As if the time had passed after which a job that nobody works any more is taken up again.
    await sql.query(`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE state = 'active'`)
    const last = await startApp()
    await Promise.all(sent.map(send))
    expect(sent.filter((call) => !call.acknowledged)).toEqual([])
    await expect
      .poll(() => count(`SELECT count(*) FROM inbox_messages WHERE state <> 'done'`), {
        timeout: 50_000,
        interval: 100,
      })
      .toBe(0)
    const webhooks = sent.filter(({ kind }) => kind === 'webhook').length
    expect(await count('SELECT count(*) FROM inbox_messages')).toBe(webhooks)
    expect(await count('SELECT count(*) FROM data_subject_requests')).toBe(webhooks)
    expect(await count('SELECT count(*) FROM consent_events')).toBe(sent.length - webhooks)
    expect(await count('SELECT count(DISTINCT position) FROM consent_events')).toBe(sent.length - webhooks)
    expect(await count('SELECT max(position) + 1 AS count FROM consent_events')).toBe(sent.length - webhooks)
    last.kill('SIGTERM')
    await once(last, 'exit')
  }, 120_000)
})

test('a process that is asked to stop writes the visits that it has only counted yet', async () => {
  const last = await startApp()
  const visits = Array.from({ length: 3 }, () =>
    fetch(`http://127.0.0.1:${ports.web}${signedProxyUrl('/proxy/shown', { secret: SECRET, shop: SHOP })}`, {
      method: 'POST',
      body: '{}',
    }),
  )
  expect((await Promise.all(visits)).map(({ status }) => status)).toEqual([202, 202, 202])
  last.kill('SIGTERM')
  await once(last, 'exit')
  expect(await count('SELECT sum(shown) AS count FROM storefront_days')).toBe(3)
}, 60_000)
