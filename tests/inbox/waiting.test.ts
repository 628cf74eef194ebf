import { randomUUID } from 'node:crypto'
import { subDays } from 'date-fns/subDays'
import { describe, expect, test } from 'vitest'
import { expireWaiting } from '../../app/inbox/expire.ts'
import { getMessage } from '../../app/inbox/index.ts'
import { giveUp } from '../../app/inbox/jobs.ts'
import { noteGivenUp } from '../../app/inbox/store.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { aCustomer } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { about, deliver, messageOf, newShop } from './deliver.ts'

const doors = withDoors()

/** Stores a webhook that nobody works yet. */
async function store(shop: ShopDomain, topic: string, body: unknown): Promise<string> {
  const id = randomUUID()
  await doors.webhook(topic, body, { shop, id })
  return id
}

const receivedDaysAgo = (shop: ShopDomain, id: string, days: number) =>
  sqlForShop(shop, (client) =>
    client.query('UPDATE inbox_messages SET received_at = $2 WHERE id = $1', [id, subDays(clock.now(), days)]),
  )

describe('a body that waits for staff goes when its person is erased', () => {
  const { id, email, phone } = { ...aCustomer(), phone: '+33 6 12 34 56 78' }
  test.each<[string, string, object, object]>([
    [
      'a request of a shape that Kept does not know',
      'customers/data_request',
      { customer: { id, email }, x: 1 },
      { id },
    ],
    ['one that names only the address', 'customers/redact', { customer: { email }, data_request: {} }, { id, email }],
    ['one that names only the phone', 'customers/redact', { customer: { phone } }, { phone }],
    [
      'a consent at no time',
      'customers_email_marketing_consent/update',
      { customer_id: id, email_marketing_consent: { consent_updated_at: 'soon' } },
      { id },
    ],
    [
      'a merge that says too little',
      'customers/merge',
      { admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${id}` },
      { id },
    ],
  ])('%s', async (_what, topic, body, person) => {
    const shop = newShop()
    const waiting = await store(shop, topic, body)
    expect(await messageOf(shop, waiting)).toMatchObject({ state: 'needs_person', payload: expect.anything() })
    await deliver(doors, shop, 'customers/redact', { ...about(shop, person), orders_to_redact: [] })
    expect(await messageOf(shop, waiting)).toMatchObject({
      state: 'done',
      payload: null,
      named: [],
      outcome: { isFromErased: true },
    })
  })

  test('also one that fails for good only after it', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const failing = await store(shop, 'customers/data_request', about(shop, customer))
    await deliver(doors, shop, 'customers/redact', about(shop, customer))
    await giveUp({ shop, messageIds: [failing], receivedAt: 0 })
    expect(await messageOf(shop, failing)).toMatchObject({ state: 'done', payload: null })
  })

  test('and stays when it came after the erasure', async () => {
    const shop = newShop()
    const customer = aCustomer()
    await deliver(doors, shop, 'customers/redact', about(shop, customer))
    const waiting = await store(shop, 'customers/data_request', { customer })
    await deliver(doors, shop, 'customers/redact', about(shop, aCustomer()))
    expect(await messageOf(shop, waiting)).toMatchObject({ state: 'needs_person' })
  })
})

describe('a body that nobody deals with', () => {
  test('goes after 30 days, of which staff are told before; its line stays', async () => {
    const shop = newShop()
    const id = await store(shop, 'customers/redact', 'please forget jeanne@example.com')
    const shown = await forShop(shop, (tx) => getMessage(tx, id))
    expect(+(shown?.expiresAt ?? 0) - +(shown?.receivedAt ?? 0)).toBe(30 * 86_400_000)
    await receivedDaysAgo(shop, id, 29)
    await expireWaiting()
    expect(await messageOf(shop, id)).toMatchObject({ state: 'needs_person' })
    await receivedDaysAgo(shop, id, 31)
    await Promise.all([expireWaiting(), expireWaiting()])
    const expired = await messageOf(shop, id)
    expect(expired).toMatchObject({ state: 'expired', payload: null, named: [], finishedAt: expect.any(Date) })
    expect(await forShop(shop, (tx) => getMessage(tx, id))).toMatchObject({ state: 'expired', expiresAt: null })
  })

  test('goes too when it failed, but an erasure that Kept understood stays owed', async () => {
    const shop = newShop()
    const request = await store(shop, 'customers/data_request', about(shop, aCustomer()))
    const erasure = await store(shop, 'customers/redact', about(shop, aCustomer()))
    for (const id of [request, erasure]) {
      await forShop(shop, (tx) => noteGivenUp(tx, [id]))
      await receivedDaysAgo(shop, id, 31)
    }
    await expireWaiting()
    expect(await messageOf(shop, request)).toMatchObject({ state: 'expired', payload: null })
    expect(await messageOf(shop, erasure)).toMatchObject({ state: 'failed', payload: expect.anything() })
  })
})
