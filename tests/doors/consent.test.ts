import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { MOST_ASKED_PURPOSES, MOST_CHOICES } from '../../app/register/limits.ts'
import { type VisitorId, visitorSubject } from '../../app/subjects/index.ts'
import { aDecision, aShop, type Doors, openDoors, type ProxyOptions } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const ledger = (shop: string) =>
  sqlForShop(shop as ShopDomain, async (client) => (await client.query('SELECT * FROM consent_events')).rows)

describe('a visitor decides', () => {
  test('what was granted and what was refused is in the ledger before the answer, and no address or browser', async () => {
    const shop = aShop()
    const decision = aDecision({ consentId: 'shopify-consent-1' })
    const response = await doors.consent(
      decision,
      { shop },
      { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'Firefox' },
    )
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ id: decision.id, recordedAt: expect.any(String) })
    const [event] = await ledger(shop)
    expect(event).toMatchObject({
      id: decision.id,
      subject_id: visitorSubject(shop as ShopDomain, decision.visitor as VisitorId),
      choices: { analytics: true, marketing: false },
      source: 'banner',
      banner_hash: decision.banner,
      shopify_consent_id: 'shopify-consent-1',
    })
    expect(JSON.stringify(event)).not.toMatch(/203\.0|Firefox/)
  })

  test('on as many purposes as a register can ask for, and the sale of data: all of it is recorded', async () => {
    const shop = aShop()
    const purposes = Array.from({ length: MOST_ASKED_PURPOSES }, (_, n) => `purpose-of-the-shop-${n}`)
    const choices = Object.fromEntries([...purposes, 'sale_of_data'].map((key) => [key, false]))
    expect((await doors.consent(aDecision({ choices }), { shop })).status).toBe(200)
    expect(await ledger(shop)).toMatchObject([{ choices }])
  })

  test('sent again by an impatient phone, it is recorded once and answered the same', async () => {
    const shop = aShop()
    const decision = aDecision()
    const answers = await Promise.all(Array.from({ length: 10 }, () => doors.consent(decision, { shop })))
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(new Set(bodies.map((body) => body.recordedAt)).size).toBe(1)
    expect(await ledger(shop)).toHaveLength(1)
  })

  test('an id that was used is not overwritten by another decision', async () => {
    const shop = aShop()
    const first = aDecision()
    await doors.consent(first, { shop })
    await doors.consent({ ...first, choices: { analytics: false, marketing: true } }, { shop })
    expect(await ledger(shop)).toMatchObject([{ choices: { analytics: true, marketing: false } }])
  })

  test('a decision among many that the database refuses does not take the others down', async () => {
    const shop = aShop()
    const bad = aDecision({ consentId: 'nul \u0000 byte' })
    const all = [aDecision(), bad, aDecision(), aDecision()]
    const answers = await Promise.all(all.map((decision) => doors.consent(decision, { shop })))
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 200, 200, expect.any(Number)])
    expect(await ledger(shop)).toHaveLength(3)
  })
})

describe('what Shopify did not sign is not recorded', () => {
  const refused: [string, ProxyOptions][] = [
    ['another secret', { secret: 'wrong' }],
    ['no signature', { unsigned: true }],
    ['signed two minutes ago', { age: 120 }],
    ['signed two minutes in the future', { age: -120 }],
    ['a second shop behind the signature', { tampered: [['shop', 'other.myshopify.com']] }],
    ['a second customer behind the signature', { tampered: [['logged_in_customer_id', '1']] }],
    ['a second signature', { tampered: [['signature', 'x']] }],
    ['a parameter behind the signature', { tampered: [['extra', '1']] }],
  ]
  test.each(refused)('%s: 401', async (_what, options) => {
    const shop = aShop()
    expect((await doors.consent(aDecision(), { shop, ...options })).status).toBe(401)
    expect(await ledger(shop)).toEqual([])
  })

  test('signed for something that is no shop: 400', async () => {
    expect((await doors.consent(aDecision(), { shop: 'evil.example.com' })).status).toBe(400)
  })

  test('signed a minute ago, after a slow hop: recorded', async () => {
    const shop = aShop()
    expect((await doors.consent(aDecision(), { shop, age: 60 })).status).toBe(200)
  })
})

describe('a body that is not a decision is refused with what is wrong', () => {
  test.each<[string, unknown, string]>([
    ['not JSON', 'nope', ''],
    ['an id that is none', aDecision({ id: '1' }), 'id'],
    ['a visitor that is an address', aDecision({ visitor: 'a@example.com' }), 'visitor'],
    ['no choices', aDecision({ choices: {} }), 'choices'],
    [
      'more choices than a banner asks for',
      aDecision({ choices: Object.fromEntries(Array.from({ length: MOST_CHOICES + 1 }, (_, n) => [`p${n}`, true])) }),
      'choices',
    ],
    ['a choice that is neither yes nor no', aDecision({ choices: { analytics: 'maybe' } }), 'choices.analytics'],
    ['a language that is none', aDecision({ language: '<script>' }), 'language'],
    ['a choice named __proto__', '{"choices":{"__proto__":true}}', ''],
    ['the same with escapes', '{"choices":{"\\u005f_proto__":true}}', ''],
    ['a choice named constructor', aDecision({ choices: { constructor: true } }), ''],
    ['a choice named prototype', aDecision({ choices: { analytics: true, prototype: false } }), ''],
    ['something more, such as an address', aDecision({ email: 'a@example.com' }), ''],
  ])('%s', async (_what, body, field) => {
    const shop = aShop()
    const response = await doors.consent(body, { shop })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ problems: [{ field }] })
    expect(await ledger(shop)).toEqual([])
  })

  test('over 2 KB: 413', async () => {
    expect((await doors.consent('x'.repeat(2049))).status).toBe(413)
  })
})

test('a visitor who sends decisions without end is slowed down, others are not', async () => {
  const shop = aShop()
  const visitor = randomUUID()
  const statuses: number[] = []
  for (let n = 0; n < 61; n += 1) statuses.push((await doors.consent(aDecision({ visitor }), { shop })).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(60)
  const last = await doors.consent(aDecision({ visitor }), { shop })
  expect(last.status).toBe(429)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await doors.consent(aDecision(), { shop })).status).toBe(200)
})
