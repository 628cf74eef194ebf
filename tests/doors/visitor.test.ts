import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { currentChoicesOf } from '../../app/consent/index.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { findSubjects, identifiersOf, type VisitorId, visitorSubject } from '../../app/subjects/index.ts'
import { aDecision, aShop, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

const newShop = () => shopDomain.parse(aShop())
const aVisitor = () => randomUUID() as VisitorId
const introduce = (body: unknown, options: ProxyOptions) => doors.post(signedProxyPath('/proxy/visitor', options), body)
const subjectsOf = (shop: ShopDomain, customerId: string) =>
  forShop(shop, (tx) => findSubjects(tx, identifiersOf({ id: customerId })))

test('what a visitor chose before they signed in counts for the customer, and a refusal is followed up', async () => {
  const shop = newShop()
  const visitor = aVisitor()
  await doors.consent(aDecision({ visitor, choices: { 'email-offers': false } }), { shop })
  for (const _twice of [1, 2]) expect((await introduce({ visitor }, { shop, customerId: '7' })).status).toBe(200)
  const [subject] = await subjectsOf(shop, '7')
  expect(subject).toBe(visitorSubject(shop, visitor))
  const said = await forShop(shop, (tx) => currentChoicesOf(tx, visitorSubject(shop, visitor)))
  expect(said).toMatchObject([{ purpose: 'email-offers', granted: false }])
  const { rows } = await pool.query(
    `SELECT 1 FROM pgboss.job WHERE name = 'marketing-write-back' AND data ->> 'subject' = $1`,
    [subject],
  )
  expect(rows.length).toBeGreaterThan(0)
})

test('a browser that is another customer’s stays theirs', async () => {
  const shop = newShop()
  const visitor = aVisitor()
  await introduce({ visitor }, { shop, customerId: '7' })
  await introduce({ visitor }, { shop, customerId: '8' })
  expect(await subjectsOf(shop, '7')).toEqual([visitorSubject(shop, visitor)])
  expect(await subjectsOf(shop, '8')).not.toContain(visitorSubject(shop, visitor))
})

test.each<[string, number, unknown, ProxyOptions]>([
  ['without a customer, nobody is known', 200, { visitor: randomUUID() }, {}],
  ['signed with another secret', 401, { visitor: randomUUID() }, { secret: 'wrong', customerId: '7' }],
  ['a customer behind the signature', 401, { visitor: randomUUID() }, { tampered: [['logged_in_customer_id', '7']] }],
  ['a visitor that is an address', 400, { visitor: 'a@example.com' }, { customerId: '7' }],
  ['something more', 400, { visitor: randomUUID(), email: 'a@example.com' }, { customerId: '7' }],
  ['too large', 413, 'x'.repeat(201), { customerId: '7' }],
])('%s: %i', async (_what, status, body, options) => {
  const shop = newShop()
  expect((await introduce(body, { shop, ...options })).status).toBe(status)
  expect(await forShop(shop, (tx) => tx.subject.count())).toBe(0)
})
