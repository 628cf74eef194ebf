import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { withdraw } from '../../app/consent/index.ts'
import { advanceOutgoing } from '../../app/outgoing/advance.ts'
import {
  addEndpoint,
  editEndpoint,
  endpointsSwitchedOff,
  readOutgoing,
  removeEndpoint,
  rotateEndpoint,
  switchEndpoint,
  testEndpoint,
} from '../../app/outgoing/index.ts'
import { outgoingQueue } from '../../app/outgoing/queues.ts'
import { OUTGOING_EVENTS } from '../../app/outgoing/words.ts'
import { workOutgoing } from '../../app/outgoing/work.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import { outboundOf, publicOnly } from '../../app/platform/outbound.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { erasePerson, fileRequest, saveRequestSettings, tellStaffOfWebhook } from '../../app/requests/index.ts'
import { remindOf } from '../../app/requests/reminders/remind.ts'
import { identifiersOf, identify } from '../../app/subjects/index.ts'
import { takeJobs } from '../../scripts/history/worker.ts'
import { aShopThatAsks } from '../inbox/deliver.ts'
import { aFiling } from '../requests/a-filing.ts'
import { aCustomer, aDecision } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { aReceiver, isSignedWith, type Receiver } from './a-receiver.ts'

const doors = withDoors()
let receiver: Receiver
let shop: ShopDomain
let secret: string
let endpointId: string
beforeAll(async () => {
  receiver = await aReceiver()
})
afterAll(() => receiver.close())
beforeEach(async () => {
  receiver.calls.length = 0
  receiver.answer = { status: 204 }
  shop = await aShopThatAsks()
  const added = await forShop(shop, (tx) =>
    addEndpoint(tx, { url: 'https://systems.example.com/kept', events: [...OUTGOING_EVENTS] }, '42'),
  )
  secret = (added.ok && added.secret) || ''
  endpointId = (await overview()).endpoints[0]?.id ?? ''
})
afterEach(async () => {
  vi.restoreAllMocks()
  await sqlForShop(shop, (sql) => sql.query('DELETE FROM outgoing_events WHERE shop = $1', [shop]))
})

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
let from = 0
const laterBy = (ms: number) => {
  from ||= Date.now()
  vi.spyOn(clock, 'now').mockReturnValue(new Date(from + ms))
}
const overview = () => forShop(shop, readOutgoing)
const jobs = async () =>
  (await takeJobs(shop, [outgoingQueue.name])).map(({ data }) => outgoingQueue.schema.parse(data))
const work = async () => {
  for (const job of await jobs()) await workOutgoing(job, tellStaffOfWebhook, receiver.send)
}
const told = () => receiver.calls.map(({ body }) => JSON.parse(body))
const act = (change: typeof testEndpoint) => forShop(shop, (tx) => change(tx, endpointId))
const states = async () => (await overview()).deliveries.map(({ state }) => state)

const aCustomerChooses = async (choices: Record<string, boolean> = { 'email-offers': false }) => {
  const customerId = String(aCustomer().id)
  const decision = aDecision({ choices })
  await doors.consent(decision, { shop, customerId })
  return { customerId, decision }
}

describe('the shop’s own systems are told what happened', () => {
  test('a customer who chooses: once, signed, with ids and states alone', async () => {
    const { customerId, decision } = await aCustomerChooses()
    await doors.consent(decision, { shop, customerId })
    await work()
    expect(told()).toMatchObject([
      {
        type: 'consent.changed',
        shop,
        data: { record: decision.id, customer: customerId, source: 'banner', choices: { 'email-offers': false } },
      },
    ])
    const [call] = receiver.calls
    expect(call && isSignedWith(secret, call)).toBe(true)
    expect(call && isSignedWith(secret, { ...call, body: `${call.body} ` })).toBe(false)
    expect(call?.id).toBe(told()[0].id)
    expect(Math.abs(Date.now() / 1_000 - Number(call?.headers['webhook-timestamp']))).toBeLessThan(60)
    expect(await states()).toEqual(['delivered'])
    // Nothing of it is kept once it is told.
    const { rows } = await sqlForShop(shop, (sql) =>
      sql.query('SELECT content FROM outgoing_events WHERE shop = $1', [shop]),
    )
    expect(rows).toEqual([{ content: null }])
  })

  test('not of a browser that nobody signed in with', async () => {
    await doors.consent(aDecision(), { shop })
    expect(await jobs()).toEqual([])
  })

  test('a request on its way, without what it says and who asks', async () => {
    const filing = aFiling({ email: 'lea@example.com', text: 'My secret', receivedOn: '2026-06-10' })
    const filed = await forShop(shop, (tx) => fileRequest(tx, filing, { staffId: '1', timeZone: 'Europe/Paris' }))
    if (!filed.ok) throw new Error(filed.reason)
    await work()
    expect(told()).toMatchObject([
      {
        type: 'request.moved',
        data: { request: filed.opened.requestId, kind: 'access', move: 'receive', state: 'received', customer: null },
      },
    ])
    await forShop(shop, (tx) => remindOf(tx, filed.opened.requestId))
    await work()
    expect(told().at(-1)).toMatchObject({ data: { move: 'overdue', state: 'received' } })
    expect(JSON.stringify(receiver.calls)).not.toMatch(/lea@|secret/)
  })

  test('an erasure: what was still to be told of the person is not, that they are erased is', async () => {
    const customer = aCustomer()
    receiver.answer = { status: 500, body: `No ${customer.email}` }
    await forShop(shop, async (tx) => {
      const subject = await identify(tx, identifiersOf(customer))
      await withdraw(tx, { subject, purposes: ['email-offers'], staffId: '1' })
    })
    await work()
    expect((await overview()).deliveries[0]).toMatchObject({
      state: 'waiting',
      httpStatus: 500,
      answer: `No ${customer.email}`,
    })
    await forShop(shop, (tx) => erasePerson(tx, identifiersOf(customer)))
    expect((await overview()).deliveries.at(-1)).toMatchObject({ state: 'forgotten', answer: null })
    receiver.answer = { status: 204 }
    laterBy(MINUTE)
    await advanceOutgoing()
    await work()
    expect(told().at(-1)).toMatchObject({ type: 'person.erased', data: { customer: String(customer.id) } })
    expect(told().filter(({ type }) => type === 'consent.changed')).toHaveLength(1)
  })

  test('nothing of what a transaction took back', async () => {
    await forShop(shop, async (tx) => {
      const subject = await identify(tx, identifiersOf(aCustomer()))
      await withdraw(tx, { subject, purposes: ['email-offers'], staffId: '1' })
      throw new Error('taken back')
    }).catch(() => undefined)
    expect(await jobs()).toEqual([])
    expect(await states()).toEqual([])
  })

  test('nothing that staff did not choose for the address', async () => {
    await forShop(shop, (tx) =>
      editEndpoint(tx, endpointId, { url: 'https://systems.example.com/', events: ['person.erased'] }),
    )
    await aCustomerChooses()
    expect(await jobs()).toEqual([])
  })
})

describe('a receiver that is away', () => {
  test('is told for days, under the same id, with longer and longer waits, and in the end not any more', async () => {
    await aCustomerChooses()
    receiver.answer = { status: 503 }
    let at = 0
    for (const wait of [0, 1, 5, 15, 60, 180, 360, 720, 1_440, 1_440, 1_440]) {
      at += wait * MINUTE + 1
      laterBy(at)
      await advanceOutgoing()
      await work()
    }
    expect(receiver.calls).toHaveLength(11)
    expect(new Set(receiver.calls.map(({ id, body }) => `${id} ${body}`)).size).toBe(1)
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-timestamp'])).size).toBeGreaterThan(5)
    expect(await states()).toEqual(['failed'])
  })

  test('says when it wants to be asked again', async () => {
    await aCustomerChooses()
    receiver.answer = { status: 429, headers: { 'retry-after': '7200' } }
    laterBy(0)
    await work()
    const { deliveries } = await overview()
    expect(+(deliveries[0]?.nextAt ?? 0) - from).toBeGreaterThanOrEqual(7_200_000)
  })

  test('is not asked for every event: the others wait, and lose no try', async () => {
    laterBy(0)
    receiver.answer = null
    for (let n = 0; n < 20; n += 1) await aCustomerChooses()
    await work()
    expect(receiver.calls).toHaveLength(1)
    receiver.answer = { status: 200 }
    for (let n = 1; n <= 3; n += 1) {
      laterBy(n * 2 * MINUTE)
      await advanceOutgoing()
      await work()
    }
    expect(new Set(await states())).toEqual(new Set(['delivered']))
    expect(new Set(receiver.calls.map(({ id }) => id)).size).toBe(20)
  })

  test('for five days is switched off, staff are mailed and see it on Home; switched on again it begins anew', async () => {
    await forShop(shop, (tx) =>
      saveRequestSettings(tx, { revision: 0, settings: { tellStaff: ['staff@example.com'] } }, '1'),
    )
    receiver.answer = { status: 404 }
    for (let day = 0; day <= 5; day += 1) {
      laterBy(day * DAY)
      for (let n = 0; n < 2; n += 1) {
        await act(testEndpoint)
        await work()
      }
    }
    const { endpoints, deliveries } = await overview()
    expect(endpoints).toMatchObject([{ state: 'failing' }])
    expect(deliveries.filter(({ state }) => state === 'waiting')).toEqual([])
    expect(await forShop(shop, endpointsSwitchedOff)).toBe(1)
    const mails = await forShop(shop, (tx) => tx.mail.findMany({ where: { template: 'staff_webhook_off' } }))
    expect(mails).toHaveLength(1)
    await aCustomerChooses()
    expect(await jobs()).toEqual([])
    expect((await act(testEndpoint)).ok).toBe(false)
    await forShop(shop, (tx) => switchEndpoint(tx, endpointId, true))
    receiver.answer = { status: 200 }
    await act(testEndpoint)
    await work()
    expect((await overview()).endpoints).toMatchObject([{ state: 'on', failingSince: null }])
  })

  test('for good (410) is switched off at once', async () => {
    receiver.answer = { status: 410 }
    await aCustomerChooses()
    await aCustomerChooses()
    await work()
    expect(receiver.calls).toHaveLength(1)
    expect((await overview()).endpoints).toMatchObject([{ state: 'gone' }])
    expect(new Set(await states())).toEqual(new Set(['failed', 'off']))
  })
})

describe('a process that is killed', () => {
  test('after the call and before it was noted sends it again under the same id, and notes it once', async () => {
    await aCustomerChooses()
    const [job] = await jobs()
    if (!job) throw new Error('nothing was enqueued')
    let isSent = () => {}
    const sent = new Promise<void>((resolve) => {
      isSent = resolve
    })
    // The call went out, and nothing that follows it is done.
    void workOutgoing(job, tellStaffOfWebhook, async (call) => {
      await receiver.send(call)
      isSent()
      return new Promise(() => undefined)
    })
    await sent
    await workOutgoing(job, tellStaffOfWebhook, receiver.send)
    await workOutgoing(job, tellStaffOfWebhook, receiver.send)
    expect(receiver.calls).toHaveLength(2)
    expect(new Set(receiver.calls.map(({ id, body }) => `${id} ${body}`)).size).toBe(1)
    expect(await states()).toEqual(['delivered'])
  })

  test('with its job lost, is taken over after a quarter of an hour', async () => {
    await aCustomerChooses()
    await jobs()
    laterBy(16 * MINUTE)
    await advanceOutgoing()
    await work()
    expect(await states()).toEqual(['delivered'])
  })
})

describe('staff', () => {
  test('change the secret: for a week both are signed with, then the new one alone', async () => {
    const rotated = await act(rotateEndpoint)
    const fresh = (rotated.ok && rotated.secret) || ''
    laterBy(0)
    await act(testEndpoint)
    await work()
    const [both] = receiver.calls
    expect(both && [secret, fresh].map((one) => isSignedWith(one, both))).toEqual([true, true])
    laterBy(8 * DAY)
    await act(testEndpoint)
    await work()
    const later = receiver.calls.at(-1)
    expect(later && [secret, fresh].map((one) => isSignedWith(one, later))).toEqual([false, true])
  })

  test('name five addresses, and remove one: what waited for it is not told', async () => {
    const add = () =>
      forShop(shop, (tx) => addEndpoint(tx, { url: 'https://a.example.com/', events: ['person.erased'] }, '42'))
    for (let n = 1; n < 5; n += 1) expect((await add()).ok).toBe(true)
    expect(await add()).toEqual({ ok: false, reason: 'too_many' })
    await aCustomerChooses()
    await act(removeEndpoint)
    await work()
    expect(receiver.calls).toEqual([])
    expect((await add()).ok).toBe(true)
  })

  test.each([
    'http://systems.example.com/',
    'https://user:password@systems.example.com/',
    'https://systems.example.com:8443/',
    'https://systems.example.com/#here',
    'ftp://systems.example.com/',
    'nothing',
  ])('cannot name %s', async (url) => {
    const added = await forShop(shop, (tx) => addEndpoint(tx, { url, events: ['person.erased'] }, '42'))
    expect(added).toEqual({ ok: false, reason: 'not_an_endpoint' })
  })

  test.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    'https://[::ffff:192.168.0.1]/',
    'https://2130706433/',
  ])('who name an address of the installation’s own network (%s) have nothing called there', async (url) => {
    await forShop(shop, (tx) => editEndpoint(tx, endpointId, { url, events: [...OUTGOING_EVENTS] }))
    await act(testEndpoint)
    for (const job of await jobs()) await workOutgoing(job, tellStaffOfWebhook, outboundOf(publicOnly([])))
    expect((await overview()).deliveries[0]).toMatchObject({
      state: 'waiting',
      httpStatus: null,
      code: 'address_not_allowed',
    })
  })
})

test('another shop’s systems hear nothing, whatever happens here', async () => {
  const other = await aShopThatAsks()
  await forShop(other, (tx) =>
    addEndpoint(tx, { url: 'https://other.example.com/', events: [...OUTGOING_EVENTS] }, '1'),
  )
  await aCustomerChooses()
  expect(await takeJobs(other, [outgoingQueue.name])).toEqual([])
  expect((await forShop(other, readOutgoing)).deliveries).toEqual([])
})
