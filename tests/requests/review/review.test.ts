import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { clock } from '../../../app/platform/clock.ts'
import { erasePerson, fileRequest, lookAtRequests, readFromAccount, readRequest } from '../../../app/requests/index.ts'
import { actOnReview, type ReviewAct, readReviewOf } from '../../../app/requests/review/index.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import { identifiersOf } from '../../../app/subjects/index.ts'
import { sendMails, withMailConfigured } from '../../mail/with-mail.ts'
import { aMailServer } from '../../setup/a-mail-server.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { placeOrder } from '../../stand-in/shop/buy.ts'
import type { Customer } from '../../stand-in/shop/model.ts'
import { aFiling } from '../a-filing.ts'
import { rendered } from '../a-person.ts'
import { ALL_SCOPES, act, aShopThatHolds, grant, inShop, SHOP, standIn } from '../held/a-collection.ts'

const { mails, send, close } = await aMailServer()
const provider = clientsWith({ timeoutMs: 20_000, pausesMs: [] })
let restoreMail: () => void

beforeAll(async () => {
  restoreMail = withMailConfigured()
  await aShopThatHolds()
}, 30_000)
beforeEach(() => {
  mails.length = 0
})
afterEach(async () => {
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
  vi.restoreAllMocks()
})
afterAll(async () => {
  clock.shift(0)
  restoreMail()
  await close()
})

let taken = 100
function aCustomer(): Customer {
  taken += 1
  const customer = standIn.state.shop.customers[taken]
  if (!customer) throw new Error('The stand-in has no more customers')
  return Object.assign(customer, { email: `review-${taken}@person.example`, phone: null })
}

/** An order that Shopify flagged. */
function aFlaggedOrder(customer: Customer): string {
  for (;;) {
    const order = placeOrder(standIn.state, customer, standIn.state.now())
    if (order.id % 17 === 0) return String(order.id)
  }
}

async function aRequest({ email, id }: Customer, isKnown = true): Promise<string> {
  const text = 'My order #1234 was cancelled by a machine'
  const filing = aFiling({ kind: 'human_review', email: email ?? '', customerId: String(id), language: 'en', text })
  const filed = await inShop((tx) => fileRequest(tx, filing, { staffId: '7', timeZone: 'Europe/Paris' }))
  if (!filed.ok) throw new Error(filed.reason)
  if (isKnown) await act(filed.opened.requestId, 'confirm_identity', { method: 'attested' })
  return filed.opened.requestId
}

async function clientOf() {
  const client = await provider(SHOP)
  if (!client) throw new Error('Kept is not installed')
  return client
}
const does = async (id: string, what: ReviewAct) =>
  actOnReview({ shop: SHOP, staffId: '7', client: await clientOf() }, id, what)
const view = async (id: string) => {
  const read = await readReviewOf(SHOP, { requestId: id, language: 'en', client: await clientOf() })
  if (!read) throw new Error('no review')
  return read
}
const DECIDE = { act: 'decide', decision: 'reversed', explanation: 'The address is yours: you moved.' } as const
const movesOf = async (id: string) => (await inShop((tx) => readRequest(tx, id)))?.events.map(({ move }) => move)

test('a person looks at what the machine found, decides and explains, and only then is it answered', async () => {
  const customer = aCustomer()
  const order = aFlaggedOrder(customer)
  const id = await aRequest(customer)
  expect((await inShop((tx) => readRequest(tx, id)))?.acts.map(({ name }) => name)).not.toContain('answer')
  expect(await does(id, DECIDE)).toEqual({ ok: false, reason: 'no_order' })
  const before = await view(id)
  expect(before.declared).toMatchObject([
    { purpose: 'Orders, delivery and payment', logic: expect.stringContaining('signs of fraud') },
  ])
  expect(before.orders).toContainEqual(expect.objectContaining({ id: order, recommendation: 'INVESTIGATE' }))
  expect(await does(id, { act: 'choose', order })).toEqual({ ok: true })
  expect(await view(id)).toMatchObject({
    orders: null,
    orderUrl: `https://${SHOP}/admin/orders/${order}`,
    order: {
      recommendation: 'INVESTIGATE',
      financialStatus: 'PAID',
      assessments: [{ level: 'MEDIUM', facts: [{ sentiment: 'POSITIVE' }, { sentiment: 'NEGATIVE' }] }],
    },
    tasks: { reversed: ['release'] },
  })
  expect(await does(id, { act: 'tick', task: 'release', done: true })).toEqual({ ok: false, reason: 'not_now' })
  const [one, other] = await Promise.all([does(id, DECIDE), does(id, { ...DECIDE, decision: 'upheld' })])
  expect([one.ok, other.ok].sort()).toEqual([false, true])
  expect((await movesOf(id))?.slice(-2)).toEqual(['decide_review', 'answer'])
  await sendMails(SHOP, send)
  const told = mails.filter(({ to }) => JSON.stringify(to).includes(customer.email ?? '-'))
  expect(told.filter(({ text }) => text?.includes('you moved'))).toHaveLength(1)
  const own = await inShop((tx) => readFromAccount(tx, String(customer.id), id))
  expect(own?.review).toMatchObject({ explanation: DECIDE.explanation })
  const look = { named: id, prefix: '/apps/privacy', customerId: String(customer.id) }
  expect(await rendered(await inShop((tx) => lookAtRequests(tx, look)), 'nl')).toContain(DECIDE.explanation)
  expect(await does(id, { act: 'tick', task: 'release', done: true })).toEqual({ ok: true })
  expect((await view(id)).review?.tasks).toMatchObject([{ task: 'release', by: '7' }])
  expect(await does(id, { act: 'tick', task: 'release', done: false })).toEqual({ ok: true })
  expect((await view(id)).review?.tasks).toEqual([])
})

test('nobody learns of another customer’s order, nor of anybody’s before it is known who asks', async () => {
  const [customer, stranger] = [aCustomer(), aCustomer()]
  const theirs = aFlaggedOrder(stranger)
  const id = await aRequest(customer)
  expect(await does(id, { act: 'choose', order: theirs })).toEqual({ ok: false, reason: 'not_theirs' })
  expect(await does(id, { act: 'choose', order: '999999999999' })).toEqual({ ok: false, reason: 'order_gone' })
  const unknown = await aRequest(stranger, false)
  expect(await does(unknown, { act: 'choose', order: theirs })).toEqual({ ok: false, reason: 'not_now' })
  expect(await view(unknown)).toMatchObject({ orders: [], order: null })
})

test('without access to orders, or while Shopify is away, the page says so and nothing is decided by itself', async () => {
  const customer = aCustomer()
  const order = aFlaggedOrder(customer)
  const id = await aRequest(customer)
  await grant(ALL_SCOPES.filter((scope) => !scope.includes('orders')))
  expect(await view(id)).toMatchObject({ orders: 'denied' })
  expect(await does(id, { act: 'choose', order })).toEqual({ ok: false, reason: 'orders_denied' })
  await grant(ALL_SCOPES)
  await withFault(standIn, { operation: 'KeptOrdersToReview', kind: '500', times: 20 })
  await withFault(standIn, { operation: 'KeptOrderRisk', kind: '500', times: 20 })
  expect(await view(id)).toMatchObject({ orders: 'away' })
  expect(await does(id, { act: 'choose', order })).toEqual({ ok: false, reason: 'shopify_away' })
  expect(await movesOf(id)).not.toContain('choose_order')
})

test('a request that was opened again is decided anew, and an erased person’s order is unreadable', async () => {
  const customer = aCustomer()
  const order = aFlaggedOrder(customer)
  const id = await aRequest(customer)
  await does(id, { act: 'choose', order })
  expect(await does(id, DECIDE)).toEqual({ ok: true })
  expect(await does(id, DECIDE)).toEqual({ ok: false, reason: 'not_now' })
  await act(id, 'reopen')
  expect(await does(id, { ...DECIDE, decision: 'changed' })).toEqual({ ok: true })
  expect((await view(id)).review).toMatchObject({ decision: 'changed', order: { id: order } })
  await inShop((tx) => erasePerson(tx, identifiersOf({ id: String(customer.id), email: customer.email })))
  expect(await view(id)).toMatchObject({ review: { decision: 'changed', order: null }, order: null, orders: [] })
  expect(await does(id, { act: 'tick', task: 'refund', done: true })).toEqual({ ok: false, reason: 'not_found' })
})
