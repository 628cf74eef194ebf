import { randomUUID } from 'node:crypto'
import { describe, expect, inject, test } from 'vitest'
import { pool } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { aCustomer, aShop, SECRET, type WebhookOptions } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { signedWebhook } from '../stand-in/signed.ts'

const doors = withDoors()

const stored = (shop: string) =>
  sqlForShop(shop as ShopDomain, async (client) => (await client.query('SELECT id, state FROM inbox_messages')).rows)

const jobs = async (shop: string) =>
  (await pool.query(`SELECT count(*)::int AS n FROM pgboss.job WHERE data ->> 'shop' = $1`, [shop])).rows[0].n

const redact = (shop: string) => ({ shop_id: 1, shop_domain: shop, customer: aCustomer(), orders_to_redact: [] })

describe('Shopify calls', () => {
  test('what it signed is stored and enqueued before it is answered', async () => {
    const shop = aShop()
    expect((await doors.webhook('customers/redact', redact(shop), { shop })).status).toBe(200)
    expect(await stored(shop)).toMatchObject([{ state: 'received' }])
    expect(await jobs(shop)).toBe(1)
  })

  test('delivered again, even twenty times at once, it is stored and enqueued once', async () => {
    const shop = aShop()
    const id = randomUUID()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => doors.webhook('customers/redact', redact(shop), { shop, id })),
    )
    expect(new Set(all.map((response) => response.status))).toEqual(new Set([200]))
    expect(await stored(shop)).toHaveLength(1)
    expect(await jobs(shop)).toBe(1)
  })

  test.each<[string, unknown]>([
    ['not JSON', 'nope{'],
    ['empty', ''],
    ['not even text', Buffer.of(0xff, 0xfe, 0x00, 0x01)],
    ['JSON of another shape', { hello: 'world' }],
    ['as large as allowed', 'x'.repeat(8 * 1024 * 1024)],
  ])('a signed body that is %s is stored for staff, answered 200 and given to no job', async (_what, body) => {
    const shop = aShop()
    expect((await doors.webhook('customers/redact', body, { shop })).status).toBe(200)
    expect(await stored(shop)).toMatchObject([{ state: 'needs_person' }])
    expect(await jobs(shop)).toBe(0)
  })

  test('a signed body of one shop under the name of another is not shown to the other', async () => {
    const [shop, attacked] = [aShop(), aShop()]
    expect((await doors.webhook('shop/redact', { shop_id: 1, shop_domain: shop }, { shop: attacked })).status).toBe(200)
    expect(await stored(attacked)).toEqual([])
    expect(await stored(shop)).toMatchObject([{ state: 'needs_person' }])
  })

  test.each(['nonsense', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z'])(
    'a date that nobody can store (%s) keeps no call from being stored',
    async (date) => {
      const shop = aShop()
      const headers = { 'x-shopify-triggered-at': date }
      expect((await doors.webhook('customers/redact', redact(shop), { shop, headers })).status).toBe(200)
      expect(await stored(shop)).toHaveLength(1)
    },
  )

  test('non-ASCII text in a signed body is understood', async () => {
    const shop = aShop()
    const customer = { ...aCustomer(), email: 'žluťoučký@exämple.com 🐴' }
    await doors.webhook('customers/redact', { ...redact(shop), customer }, { shop })
    expect(await stored(shop)).toMatchObject([{ state: 'received' }])
  })
})

test.each(['retired-secret', 'older-secret'])(
  'what Shopify still signs with an older secret is stored',
  async (secret) => {
    const shop = aShop()
    expect((await doors.webhook('customers/redact', redact(shop), { shop, secret })).status).toBe(200)
    expect(await stored(shop)).toHaveLength(1)
  },
)

describe('a call that is not Shopify’s stores nothing', () => {
  const refused: [string, number, WebhookOptions][] = [
    ['signed with another secret', 401, { secret: 'wrong' }],
    ['not signed', 401, { drop: ['x-shopify-hmac-sha256'] }],
    ['an empty signature', 401, { headers: { 'x-shopify-hmac-sha256': '' } }],
    ['a signature that is too short', 401, { headers: { 'x-shopify-hmac-sha256': 'AAAA' } }],
    ['a malformed signature', 401, { headers: { 'x-shopify-hmac-sha256': 'not base64 ***' } }],
    [
      'not signed and no other header either',
      401,
      { drop: ['x-shopify-hmac-sha256', 'x-shopify-topic', 'x-shopify-webhook-id'] },
    ],
    ['no topic', 400, { drop: ['x-shopify-topic'] }],
    ['no shop', 400, { drop: ['x-shopify-shop-domain'] }],
    ['a shop that is none', 400, { headers: { 'x-shopify-shop-domain': 'evil.example.com' } }],
    ['no webhook id', 400, { drop: ['x-shopify-webhook-id'] }],
    ['a topic Kept is not subscribed to', 404, { headers: { 'x-shopify-topic': 'orders/create' } }],
    ['a topic that belongs at another path', 404, { path: '/webhooks/app' }],
  ]
  test.each(refused)('%s: %i', async (_what, status, options) => {
    const shop = aShop()
    const response = await doors.webhook('customers/redact', redact(shop), { shop, ...options })
    expect(response.status).toBe(status)
    expect(await stored(shop)).toEqual([])
  })

  test('a body that was changed behind the signature: 401', async () => {
    const shop = aShop()
    const tampered = `${JSON.stringify(redact(shop))}\n`
    const call = signedWebhook('customers/redact', redact(shop), { secret: SECRET, shop, rawBody: tampered })
    const response = await doors.post(call.path, call.body, call.headers)
    expect(response.status).toBe(401)
    expect(await stored(shop)).toEqual([])
  })

  test('an empty signed body with a wrong signature: 401', async () => {
    expect((await doors.webhook('customers/redact', '', { secret: 'wrong' })).status).toBe(401)
  })

  test('a body over 8 MiB: 413, however it is sent', async () => {
    const body = 'x'.repeat(8 * 1024 * 1024 + 1)
    expect((await doors.webhook('customers/redact', body)).status).toBe(413)
    const { path, headers } = signedWebhook('customers/redact', body, { secret: SECRET, shop: aShop() })
    const streamed = await fetch(doors.url + path, {
      method: 'POST',
      headers,
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(streamed.status).toBe(413)
  })

  test('another method: 405', async () => {
    expect((await fetch(`${doors.url}/webhooks/compliance`)).status).toBe(405)
  })
})

test('a database that refuses is answered 503, so that Shopify sends it again', async () => {
  const shop = shopDomain.parse(aShop())
  const body = redact(shop)
  const id = randomUUID()
  // Only the database can tell that it is down: here it refuses every write of this shop.
  const { default: pg } = await import('pg')
  const admin = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await admin.connect()
  await admin.query('REVOKE INSERT ON inbox_messages FROM kept_app')
  const refused = await doors.webhook('customers/redact', body, { shop, id })
  await admin.query('GRANT INSERT ON inbox_messages TO kept_app')
  await admin.end()
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('2')
  expect((await doors.webhook('customers/redact', body, { shop, id })).status).toBe(200)
  expect(await stored(shop)).toHaveLength(1)
})
