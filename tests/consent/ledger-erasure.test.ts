import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  appendEvent,
  currentChoicesOf,
  eraseEventsOf,
  leafHash,
  ledgerLength,
  readEvents,
} from '../../app/consent/index.ts'
import { forShop } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { erasePerson } from '../../app/requests/index.ts'
import {
  eraseSubjects,
  findSubjects,
  identifiersOf,
  identify,
  type SubjectId,
  type VisitorId,
  visitorSubject,
} from '../../app/subjects/index.ts'
import { aCustomer, aDecision, aShop, type Doors, openDoors, signedProxyPath } from '../setup/shopify-calls.ts'
import { anEvent } from './an-event.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const newShop = () => shopDomain.parse(aShop())

/** A browser of the storefront: the secret that it keeps, and who it is to Kept. */
interface Browser {
  visitor: VisitorId
  subject: SubjectId
}

function aBrowser(shop: ShopDomain): Browser {
  const visitor = randomUUID() as VisitorId
  return { visitor, subject: visitorSubject(shop, visitor) }
}

/** Somebody decides on the storefront, signed in as a customer or not; answers who the browser is to Kept. */
async function decides(
  shop: ShopDomain,
  customer: { id: number } | null,
  choices: object,
  browser = aBrowser(shop),
): Promise<Browser> {
  const signedIn = customer ? { customerId: String(customer.id) } : {}
  const response = await doors.consent(aDecision({ visitor: browser.visitor, choices }), { shop, ...signedIn })
  expect(response.status).toBe(200)
  return browser
}

/** The customer signs in with a browser that had chosen before. */
const introduce = (shop: ShopDomain, customer: { id: number }, { visitor }: Browser) =>
  doors.post(signedProxyPath('/proxy/visitor', { shop, customerId: String(customer.id) }), { visitor })

const choicesOf = async (shop: ShopDomain, subject: SubjectId) =>
  Object.fromEntries(
    (await forShop(shop, (tx) => currentChoicesOf(tx, subject))).map((one) => [one.purpose, one.granted]),
  )
const erase = (shop: ShopDomain, customer: { id: number }) =>
  forShop(shop, (tx) => erasePerson(tx, identifiersOf({ id: customer.id })))
const ledgerOf = (shop: ShopDomain) => forShop(shop, async (tx) => readEvents(tx, 0, await ledgerLength(tx)))

describe('a visitor who signs in', () => {
  test('is one person with the customer: the newest choice counts, whichever of them made it', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const known = await forShop(shop, (tx) => identify(tx, identifiersOf(customer)))
    const phone = await decides(shop, customer, { analytics: true, marketing: true })
    expect(await choicesOf(shop, known)).toEqual({ analytics: true, marketing: true })
    await appendEvent(shop, anEvent({ subject: known, source: 'staff', choices: { marketing: false } }))
    expect(await choicesOf(shop, phone.subject)).toEqual({ analytics: true, marketing: false })
    const laptop = await decides(shop, customer, { analytics: false })
    for (const subject of [known, phone.subject, laptop.subject]) {
      expect(await choicesOf(shop, subject)).toEqual({ analytics: false, marketing: false })
    }
  })

  test('on a computer that a family shares decides for themselves and for no other of them', async () => {
    const shop = newShop()
    const [first, second] = [aCustomer(), aCustomer()]
    const shared = await decides(shop, first, { marketing: true })
    const phone = await decides(shop, second, { marketing: true })
    await decides(shop, second, { marketing: false }, shared)
    expect(await choicesOf(shop, shared.subject)).toEqual({ marketing: true })
    expect(await choicesOf(shop, phone.subject)).toEqual({ marketing: false })
    const found = await forShop(shop, (tx) => findSubjects(tx, identifiersOf({ id: second.id })))
    expect(found).not.toContain(shared.subject)
  })

  test('with what they had decided before: the newest of it counts for the customer', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const known = await forShop(shop, (tx) => identify(tx, identifiersOf(customer)))
    await appendEvent(shop, anEvent({ subject: known, choices: { analytics: true, marketing: true } }))
    const laptop = await decides(shop, null, { analytics: false })
    expect(await choicesOf(shop, known)).toEqual({ analytics: true, marketing: true })
    await decides(shop, customer, { marketing: false }, laptop)
    for (const subject of [known, laptop.subject]) {
      expect(await choicesOf(shop, subject)).toEqual({ analytics: false, marketing: false })
    }
  })
})

describe('somebody is erased', () => {
  test('with every browser they signed in with, and nobody else', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const [phone, laptop] = [await decides(shop, customer, { a: true }), await decides(shop, customer, { a: false })]
    const stranger = await decides(shop, null, { a: true })
    expect(await erase(shop, customer)).toMatchObject({ decisions: 2, subjects: 3 })
    expect(await choicesOf(shop, phone.subject)).toEqual({})
    expect(await choicesOf(shop, laptop.subject)).toEqual({})
    expect(await choicesOf(shop, stranger.subject)).toEqual({ a: true })
    const left = await forShop(shop, (tx) => tx.consentEvent.findMany({}))
    expect(left.map(({ subjectId }) => subjectId)).toEqual([stranger.subject])
  })

  test('in one browser only: what the customer decided elsewhere stands', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const known = await forShop(shop, (tx) => identify(tx, identifiersOf(customer)))
    await appendEvent(shop, anEvent({ subject: known, choices: { marketing: true } }))
    const laptop = await decides(shop, null, { marketing: false })
    await introduce(shop, customer, laptop)
    expect(await choicesOf(shop, known)).toEqual({ marketing: false })
    await forShop(shop, async (tx) => {
      await eraseEventsOf(tx, [laptop.subject])
      await eraseSubjects(tx, [laptop.subject])
    })
    expect(await choicesOf(shop, known)).toEqual({ marketing: true })
    expect(await choicesOf(shop, laptop.subject)).toEqual({})
  })

  test('and comes back with the same browser: the new decision is theirs, the old ones stay erased', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const laptop = await decides(shop, customer, { a: true })
    await erase(shop, customer)
    await decides(shop, customer, { b: true }, laptop)
    const [again] = await forShop(shop, (tx) => findSubjects(tx, identifiersOf({ id: customer.id })))
    expect(again).not.toBe(laptop.subject)
    expect(await choicesOf(shop, again ?? laptop.subject)).toEqual({ b: true })
    expect(await erase(shop, customer)).toMatchObject({ decisions: 1, subjects: 1 })
  })

  test('the ledger keeps every place and the hash that was sealed, and goes on after it', async () => {
    const shop = newShop()
    const customer = aCustomer()
    await decides(shop, null, { a: true })
    await decides(shop, customer, { a: true })
    const before = await ledgerOf(shop)
    await erase(shop, customer)
    await decides(shop, null, { a: false })
    const after = await ledgerOf(shop)
    expect(after.map(({ kind, position }) => [position, kind])).toEqual([
      [0, 'event'],
      [1, 'erased'],
      [2, 'event'],
    ])
    expect(after[0]).toEqual(before[0])
    const [was, is] = [before[1], after[1]]
    expect(is?.kind === 'erased' && is.leafHash).toEqual(was?.kind === 'event' && leafHash(was.event))
  })

  test('nothing that is left names them, their browser or their decision', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const visitor = await decides(shop, customer, { a: true })
    const [entry] = await ledgerOf(shop)
    const eventId = entry?.kind === 'event' ? entry.event.id : ''
    await erase(shop, customer)
    const tables = await forShop(shop, async (tx) =>
      JSON.stringify(await tx.consentErasure.findMany({}), (_key, value) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    for (const trace of [visitor.visitor, visitor.subject, eventId, String(customer.id)])
      expect(tables).not.toContain(trace)
  })

  test('twice: the second time finds nothing', async () => {
    const shop = newShop()
    const customer = aCustomer()
    await decides(shop, customer, { a: true })
    await erase(shop, customer)
    expect(await erase(shop, customer)).toMatchObject({ decisions: 0, subjects: 0 })
    expect(await ledgerOf(shop)).toHaveLength(1)
  })

  test('a person with more decisions than one step erases is erased whole', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const visitor = await decides(shop, customer, { a: true })
    await Promise.all(Array.from({ length: 1_050 }, () => appendEvent(shop, anEvent({ subject: visitor.subject }))))
    expect(await erase(shop, customer)).toMatchObject({ decisions: 1_051 })
    expect((await ledgerOf(shop)).every(({ kind }) => kind === 'erased')).toBe(true)
  })
})
