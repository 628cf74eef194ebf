import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { retryMessage } from '../../app/inbox/index.ts'
import { workMessage } from '../../app/inbox/jobs.ts'
import { noteGivenUp } from '../../app/inbox/store.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { readIdentifiers, type SubjectId } from '../../app/subjects/index.ts'
import { aCustomer, aDecision, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { about, aShopThatAsks, messageOf, newShop, secondsAgo, deliver as send, triggeredAt } from './deliver.ts'

const doors = withDoors()

type Customer = ReturnType<typeof aCustomer>
const deliver = (...args: Parameters<typeof send> extends [unknown, ...infer Rest] ? Rest : never) =>
  send(doors, ...args)
const redact = (shop: ShopDomain, customer: object, options = {}) =>
  deliver(shop, 'customers/redact', { ...about(shop, customer), orders_to_redact: [] }, options)
const askForData = (shop: ShopDomain, customer: object, options = {}, id = Math.floor(Math.random() * 1e9)) =>
  deliver(
    shop,
    'customers/data_request',
    { ...about(shop, customer), orders_requested: [], data_request: { id } },
    options,
  )
const EMAIL = 'customers_email_marketing_consent/update'
const consentOf = ({ id, email }: Customer, at: Date | null, state = 'subscribed') => ({
  customer_id: id,
  email_address: email,
  email_marketing_consent: { state, opt_in_level: null, consent_updated_at: at && `${at.toISOString().slice(0, 19)}Z` },
})

/** Everything by which Kept knows anybody in the shop. */
const known = (shop: ShopDomain) =>
  forShop(shop, async (tx) => {
    const subjects = await tx.subject.findMany({ select: { id: true } })
    const all = await Promise.all(subjects.map(({ id }) => readIdentifiers(tx, id as SubjectId)))
    return all.flat().map(({ value }) => value)
  })
const outcomeOf = async (shop: ShopDomain, id: string) => (await messageOf(shop, id)).outcome

describe('an erased customer is not brought back', () => {
  test('by the same marketing consent that arrives again, under any webhook id', async () => {
    const shop = await aShopThatAsks()
    const customer = aCustomer()
    const consent = consentOf(customer, secondsAgo(3_600))
    await deliver(shop, EMAIL, consent)
    expect(await known(shop)).toContain(customer.email)
    await redact(shop, customer)
    const again = await deliver(shop, EMAIL, consent)
    expect(await known(shop)).toEqual([])
    expect(await outcomeOf(shop, again)).toMatchObject({ marketing: 'erased' })
    expect(await forShop(shop, (tx) => tx.consentEvent.count())).toBe(0)
    expect(await forShop(shop, (tx) => tx.marketingHeard.count())).toBe(0)
  })

  test.each<[string, Date | null, Date | null]>([
    ['whose signed time is older, though the call says now', secondsAgo(60), new Date()],
    ['that holds no time, from an older call', null, secondsAgo(60)],
    ['that holds no time, from a call that says none', null, null],
  ])('by a consent %s', async (_what, said, triggered) => {
    const shop = await aShopThatAsks()
    const customer = aCustomer()
    await redact(shop, customer)
    const options = triggered ? triggeredAt(triggered) : { drop: ['x-shopify-triggered-at'] }
    await deliver(shop, EMAIL, consentOf(customer, said), options)
    expect(await known(shop)).toEqual([])
  })

  test('by a data request that comes late, or is passed on again without saying when', async () => {
    const shop = newShop()
    const customer = aCustomer()
    await askForData(shop, customer, {}, 77)
    await redact(shop, customer)
    const late = await askForData(shop, customer, triggeredAt(secondsAgo(60)))
    const again = await askForData(shop, customer, { drop: ['x-shopify-triggered-at'] }, 77)
    expect(await known(shop)).toEqual([])
    expect(await outcomeOf(shop, late)).toEqual({ isFromErased: true })
    expect(await outcomeOf(shop, again)).toEqual({ isFromErased: true })
    expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count({ where: { state: 'received' } }))).toBe(0)
  })

  test('by a job that was queued before, and worked after', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const id = randomUUID()
    await doors.webhook('customers/data_request', about(shop, customer), { shop, id })
    await redact(shop, customer)
    await workMessage(shop, id)
    expect(await known(shop)).toEqual([])
  })

  test('by staff who try a message again that had failed', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const id = randomUUID()
    await doors.webhook('customers/data_request', about(shop, customer), { shop, id })
    await forShop(shop, (tx) => noteGivenUp(tx, [id]))
    await redact(shop, customer)
    expect(await forShop(shop, (tx) => retryMessage(tx, id))).toBe(false)
    expect(await messageOf(shop, id)).toMatchObject({ state: 'done', payload: null, named: [] })
    await workMessage(shop, id)
    expect(await known(shop)).toEqual([])
  })

  test('by a decision that a browser could not send before', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const visitor = randomUUID()
    await doors.consent(aDecision({ visitor }), { shop, customerId: String(customer.id) })
    await redact(shop, customer)
    const old = () => aDecision({ id: uuidv7({ msecs: Date.now() - 3_600_000 }), visitor })
    const signedIn = await doors.consent(old(), { shop, customerId: String(customer.id) })
    const anonymous = await doors.consent(old(), { shop })
    expect([signedIn.status, anonymous.status]).toEqual([202, 202])
    expect(await known(shop)).toEqual([])
    expect(await forShop(shop, (tx) => tx.consentEvent.count())).toBe(0)
  })

  test('by their address alone, where the erasure named nothing else', async () => {
    const shop = await aShopThatAsks()
    const customer = aCustomer()
    await redact(shop, { email: customer.email })
    await deliver(shop, EMAIL, consentOf(customer, secondsAgo(60)))
    expect(await known(shop)).toEqual([])
  })
})

describe('who comes back after the erasure is somebody new', () => {
  test('with a new consent, a new request and a new decision', async () => {
    const shop = await aShopThatAsks()
    const customer = aCustomer()
    await deliver(shop, EMAIL, consentOf(customer, secondsAgo(3_600)))
    await redact(shop, customer)
    const later = secondsAgo(-5)
    expect(await outcomeOf(shop, await deliver(shop, EMAIL, consentOf(customer, later)))).toMatchObject({
      marketing: 'recorded',
    })
    expect(await outcomeOf(shop, await askForData(shop, customer))).toHaveProperty('requestId')
    const decided = await doors.consent(aDecision(), { shop, customerId: String(customer.id) })
    expect(decided.status).toBe(200)
    expect(await known(shop)).toEqual(expect.arrayContaining([String(customer.id), customer.email]))
    // What is older stays out all the same.
    expect(await outcomeOf(shop, await deliver(shop, EMAIL, consentOf(customer, secondsAgo(60))))).toMatchObject({
      marketing: 'erased',
    })
  })

  test('and is not erased by the same call under another webhook id, but by a new one', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const first = triggeredAt(secondsAgo(1))
    await redact(shop, customer, first)
    await askForData(shop, customer)
    await redact(shop, customer, first)
    expect(await known(shop)).toContain(customer.email)
    await redact(shop, customer)
    expect(await known(shop)).toEqual([])
  })

  test('in another shop, they were never erased', async () => {
    const [shop, other] = [newShop(), newShop()]
    const customer = aCustomer()
    await redact(shop, customer)
    await askForData(other, customer, triggeredAt(secondsAgo(60)))
    expect(await known(other)).toContain(customer.email)
  })
})

describe('a customer who shares an address with somebody who was erased', () => {
  test('is taken, also with what is older than the erasure', async () => {
    const shop = await aShopThatAsks()
    const gone = aCustomer()
    const stays = { ...aCustomer(), email: gone.email }
    await redact(shop, gone)
    expect(await outcomeOf(shop, await deliver(shop, EMAIL, consentOf(stays, secondsAgo(60))))).toMatchObject({
      marketing: 'recorded',
    })
    await askForData(shop, { email: stays.email }, triggeredAt(secondsAgo(60)))
    expect(await known(shop)).toEqual(expect.arrayContaining([String(stays.id), stays.email]))
    expect(await forShop(shop, (tx) => tx.subject.count())).toBe(1)
  })

  test('keeps a message that waits for staff', async () => {
    const shop = newShop()
    const gone = aCustomer()
    const stays = { ...aCustomer(), email: gone.email }
    const id = await deliver(shop, 'customers/data_request', { customer: stays })
    await redact(shop, gone)
    expect((await messageOf(shop, id)).payload).not.toBe(null)
  })
})

test('two workers at once, one of whom erases: the second sees what the first did', async () => {
  for (let round = 0; round < 10; round += 1) {
    const shop = newShop()
    const customer = aCustomer()
    const [request, erasure] = [randomUUID(), randomUUID()]
    await doors.webhook('customers/data_request', about(shop, customer), { shop, id: request })
    await doors.webhook('customers/redact', about(shop, customer), { shop, id: erasure })
    await Promise.all([workMessage(shop, request), workMessage(shop, erasure)])
    expect(await known(shop)).toEqual([])
  }
})

test('a browser that is introduced again is nobody’s of before', async () => {
  const shop = newShop()
  const customer = aCustomer()
  const visitor = randomUUID()
  const introduce = () =>
    doors.post(signedProxyPath('/proxy/visitor', { shop, customerId: String(customer.id) }), { visitor })
  await introduce()
  const [before] = await forShop(shop, (tx) => tx.subject.findMany({}))
  await redact(shop, customer)
  await introduce()
  const after = await forShop(shop, (tx) => tx.subject.findMany({}))
  expect(after.map(({ id }) => id)).not.toContain(before?.id)
})
