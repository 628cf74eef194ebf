import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { currentChoicesOf, exportEvents, exportLedger, readRecord } from '../../app/consent/index.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { forShop } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { erasePerson } from '../../app/requests/index.ts'
import { identifiersOf, type VisitorId, visitorSubject } from '../../app/subjects/index.ts'
import { aDecision, aShop, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

const newShop = () => shopDomain.parse(aShop())
const aVisitor = () => randomUUID() as VisitorId

async function decides(shop: ShopDomain, visitor: string, ads: boolean, options: ProxyOptions = {}): Promise<string> {
  const decision = aDecision({ visitor, choices: { ads } })
  expect((await doors.consent(decision, { shop, ...options })).status).toBe(200)
  return decision.id
}

const introduce = (shop: ShopDomain, visitor: string, customerId: string) =>
  doors.post(signedProxyPath('/proxy/visitor', { shop, customerId }), { visitor })

const receipt = async (shop: ShopDomain, id: string) =>
  (await fetch(doors.url + signedProxyPath(`/proxy/receipts/${id}.json`, { shop }))).text()

const saysNow = async (shop: ShopDomain, visitor: VisitorId) =>
  Object.fromEntries(
    (await forShop(shop, (tx) => currentChoicesOf(tx, visitorSubject(shop, visitor)))).map((one) => [
      one.purpose,
      one.granted,
    ]),
  )

async function textOf(portions: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const portion of portions) text += portion
  return text
}

/** Every id that a text shows. */
const idsIn = (text: string) => new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))

describe('a receipt, a file or an export gives nobody the key that writes', () => {
  test('the id that a visitor’s browser keeps stands in none of them', async () => {
    const shop = newShop()
    const visitor = aVisitor()
    const id = await decides(shop, visitor, false)
    await forShop(shop, sealNext)
    const texts = [
      await receipt(shop, id),
      await textOf(exportEvents(shop, { filter: {}, format: 'csv', language: 'en' })),
      await textOf(exportEvents(shop, { filter: {}, format: 'jsonl', language: 'en' })),
      await textOf(exportLedger(shop)),
      JSON.stringify(await forShop(shop, (tx) => readRecord(tx, id))),
    ]
    for (const text of texts) {
      expect(text).toContain(visitorSubject(shop, visitor))
      expect(text).not.toContain(visitor)
    }
  })

  test('an id from a receipt lets nobody decide for another person: the refusal stands', async () => {
    const shop = newShop()
    const visitor = aVisitor()
    const id = await decides(shop, visitor, false)
    const shown = idsIn(await receipt(shop, id))
    expect(shown.size).toBeGreaterThan(1)
    for (const stolen of shown) {
      await decides(shop, stolen, true)
      await decides(shop, stolen, true, { customerId: '666' })
    }
    expect(await saysNow(shop, visitor)).toEqual({ ads: false })
  })

  test('nor can anybody link the browser to their own account with it, and have the proof erased', async () => {
    const shop = newShop()
    const id = await decides(shop, aVisitor(), false)
    for (const stolen of idsIn(await receipt(shop, id))) await introduce(shop, stolen, '666')
    await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ id: '666' })))
    expect(await receipt(shop, id)).toContain(id)
  })

  test('the same browser is somebody else in another shop: two shops cannot put their exports together', () => {
    const visitor = aVisitor()
    expect(visitorSubject(newShop(), visitor)).not.toBe(visitorSubject(newShop(), visitor))
  })
})

describe('a browser that is known as a customer’s', () => {
  test('signed out, does not turn the customer’s refusal into a consent', async () => {
    const shop = newShop()
    const visitor = aVisitor()
    await decides(shop, visitor, false, { customerId: '7' })
    await decides(shop, visitor, true)
    expect(await saysNow(shop, visitor)).toEqual({ ads: false })
    await decides(shop, visitor, true, { customerId: '7' })
    expect(await saysNow(shop, visitor)).toEqual({ ads: true })
  })

  test('signed out, still refuses for the customer', async () => {
    const shop = newShop()
    const visitor = aVisitor()
    await decides(shop, visitor, true, { customerId: '7' })
    await decides(shop, visitor, false)
    expect(await saysNow(shop, visitor)).toEqual({ ads: false })
  })

  test('what it had chosen before it was known counts in the order in which it was chosen', async () => {
    const shop = newShop()
    const visitor = aVisitor()
    await decides(shop, visitor, false)
    await decides(shop, visitor, true)
    await introduce(shop, visitor, '7')
    expect(await saysNow(shop, visitor)).toEqual({ ads: true })
  })

  test('a stranger’s browser is not linked by a decision of somebody else who is signed in', async () => {
    const shop = newShop()
    const visitor = aVisitor()
    await decides(shop, visitor, false, { customerId: '7' })
    await decides(shop, visitor, true, { customerId: '666' })
    expect(await saysNow(shop, visitor)).toEqual({ ads: false })
  })
})

test('a consent before signing in and its end after it: the receipt says that it was withdrawn', async () => {
  const shop = newShop()
  const visitor = aVisitor()
  const before = await decides(shop, visitor, true)
  const after = aDecision({ visitor, choices: { ads: false }, previous: before })
  await doors.consent(after, { shop, customerId: '7' })
  expect(JSON.parse(await receipt(shop, after.id)).event.event_type).toBe('withdrawn')
})
