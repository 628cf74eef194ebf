/** Objections and withdrawals, from their filing to what Shopify, the ledger and the mailbox show afterwards. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { searchEvents, withdrawOnBehalf } from '../../../app/consent/index.ts'
import { visitorId } from '../../../app/consent/model.ts'
import { mailQueue } from '../../../app/mail/queues.ts'
import { clock } from '../../../app/platform/clock.ts'
import { actOnTask, readRecipientTasks } from '../../../app/recipients/index.ts'
import {
  actOnObjection,
  erasePerson,
  fileFromAccount,
  fileRequest,
  readRequest,
  readShownObjection,
  settleObjection,
  workSentForm,
} from '../../../app/requests/index.ts'
import { objectionQueue } from '../../../app/requests/objection/queues.ts'
import { noteObjectionGivenUp, workObjection } from '../../../app/requests/objection/work.ts'
import { storefrontRequest } from '../../../app/requests/person/model.ts'
import { ShopifyUnavailable } from '../../../app/shopify/calls.ts'
import { noteInstalled, noteUninstalled } from '../../../app/shopify/installation.ts'
import { clientsWith, type ShopClientProvider } from '../../../app/shopify/shop-client.ts'
import { identifiersOf, visitorSubject } from '../../../app/subjects/index.ts'
import { takeJobs } from '../../../scripts/history/worker.ts'
import { aSubject } from '../../consent/an-event.ts'
import {
  choicesOf,
  chooses,
  ledger,
  minute,
  publishRegister,
  subjectOf,
  switchAtShopify,
  workAll as workWhatWaits,
} from '../../consent/marketing/a-subscribing-shop.ts'
import { sendMails, withMailConfigured } from '../../mail/with-mail.ts'
import { theTemplate } from '../../register/a-register.ts'
import { aMailServer } from '../../setup/a-mail-server.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { merge } from '../../stand-in/shop/merge.ts'
import { aPlainCustomer } from '../../stand-in/shop/model/people.ts'
import { type Customer, gid } from '../../stand-in/shop/model.ts'
import { customerBody } from '../../stand-in/shop/webhooks.ts'
import { aFiling } from '../a-filing.ts'
import { workRequestJobs } from '../a-person.ts'
import { ALL_SCOPES, aShopThatHolds, grant, inShop, SHOP, standIn } from '../held/a-collection.ts'

const { mails, send, close } = await aMailServer()
// No test here lets Shopify keep silent: a busy machine is given its time.
const clientOf = clientsWith({ timeoutMs: 15_000, pausesMs: [] })
const workAll = () => workWhatWaits(clientOf)
let restoreMail: () => void

/** Nobody gets data for a purpose, so that nothing is left by hand; tests that are about recipients say so. */
const template = theTemplate()
const register = { ...template, purposes: template.purposes.map((one) => ({ ...one, recipients: [] })) }

beforeAll(async () => {
  restoreMail = withMailConfigured()
  await aShopThatHolds(register)
}, 30_000)
beforeEach(async () => {
  // What an earlier test left unsent is not this one's.
  await takeJobs(SHOP, [mailQueue.name])
  mails.length = 0
})
afterEach(() => fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' }))
afterAll(async () => {
  clock.shift(0)
  restoreMail()
  await close()
})

let taken = 40
/** A customer of nobody else's, who is subscribed to everything since before the objection. */
function aSubscriber(changed: Partial<Customer> = {}): Customer {
  taken += 1
  const customer = standIn.state.shop.customers[taken]
  if (!customer) throw new Error('The stand-in has no more customers')
  const since = { state: 'SUBSCRIBED', updatedAt: minute(0).toISOString() } as const
  return Object.assign(customer, {
    email: `objects-${taken}@person.example`,
    phone: `+3361111${1000 + taken}`,
    marketingState: since.state,
    marketingUpdatedAt: since.updatedAt,
    smsState: since.state,
    smsUpdatedAt: since.updatedAt,
    whatsApp: since,
    dataSaleOptOut: false,
    tags: ['regular'],
    ...changed,
  })
}

type Kind = 'objection_to_prospecting' | 'objection_to_profiling' | 'withdrawal_of_consent' | 'opt_out_of_sale'

/** The customer says it in their account. */
async function objects({ id }: Customer, kind: Kind = 'objection_to_prospecting', purposes = ''): Promise<string> {
  const asked = storefrontRequest.parse({ kind, purposes, country: 'FR', region: '', language: 'en' })
  const filed = await inShop((tx) =>
    fileFromAccount(tx, asked, { customerId: String(id), network: `203.0.113.${taken % 250}` }),
  )
  if (!filed.ok) throw new Error(filed.reason)
  return filed.requestId
}

async function filed(given: object): Promise<string> {
  const result = await inShop((tx) =>
    fileRequest(tx, aFiling({ kind: 'objection_to_prospecting', receivedOn: '2026-11-01', language: 'en', ...given }), {
      staffId: '7',
      timeZone: 'Europe/Paris',
    }),
  )
  if (!result.ok) throw new Error(result.reason)
  return result.opened.requestId
}

/** Works the jobs of objections, as the worker does. Answers how many there were. */
async function carryOut(client: ShopClientProvider = clientOf): Promise<number> {
  const jobs = await takeJobs(SHOP, [objectionQueue.name])
  for (const { data } of jobs) await workObjection(objectionQueue.schema.parse(data), client)
  return jobs.length
}

const job = (requestId: string) => ({ shop: SHOP, receivedAt: 1, requestId })

const effectsOf = async (id: string) => {
  const shown = await inShop((tx) => readShownObjection(tx, id))
  return Object.fromEntries((shown?.effects ?? []).map(({ effect, state }) => [effect, state]))
}
const stateOf = async (id: string) => (await inShop((tx) => readRequest(tx, id)))?.life.state

const atShopify = ({ marketingState, smsState, whatsApp, dataSaleOptOut, tags }: Customer) => ({
  email: marketingState,
  sms: smsState,
  whatsApp: whatsApp?.state,
  sale: dataSaleOptOut,
  tagged: tags.includes('no-profiling'),
})

const field = ({ id }: Customer, key: string): unknown => {
  const found = standIn.state.shop.metafields.find(
    (one) => one.ownerId === gid('Customer', id) && one.namespace === 'kept' && one.key === key,
  )
  return found && JSON.parse(found.value)
}

const answers = async () => {
  await sendMails(SHOP, send)
  return mails.filter(({ subject }) => subject?.includes('what we stopped'))
}

describe('an objection to prospecting', () => {
  test('is in the ledger and protects the address when the person is told that it was filed', async () => {
    const customer = aSubscriber()
    const id = await objects(customer)
    expect(await choicesOf(customer)).toMatchObject({ 'email-offers': false })
    expect((await ledger()).at(-1)).toMatchObject({ source: 'account' })
    expect((await effectsOf(id)).email).toBe('pending')
  })

  test('ends e-mail, SMS and WhatsApp, tells the storefront, answers by itself and leaves the rest alone', async () => {
    await carryOut()
    const customer = aSubscriber()
    const id = await objects(customer)
    await carryOut()
    expect(atShopify(customer)).toEqual({
      email: 'UNSUBSCRIBED',
      sms: 'UNSUBSCRIBED',
      whatsApp: 'UNSUBSCRIBED',
      sale: false,
      tagged: false,
    })
    const now = Math.floor(+clock.now() / 1000)
    const { 'email-offers': refusedAt } = Object(field(customer, 'refusals'))
    expect(refusedAt).toBeGreaterThan(now - 60)
    expect(refusedAt).toBeLessThanOrEqual(now)
    expect(await stateOf(id)).toBe('answered')
    const { row } = (await inShop((tx) => readRequest(tx, id))) ?? {}
    expect(row?.isIdentified).toBe(true)
  })

  test('of somebody who is no customer of Kept’s yet is found at Shopify by the address that staff filed, without a proof', async () => {
    const customer = aSubscriber()
    const id = await filed({ email: customer.email })
    await carryOut()
    expect(atShopify(customer)).toMatchObject({ email: 'UNSUBSCRIBED', sms: 'UNSUBSCRIBED' })
    expect(await choicesOf(customer)).toMatchObject({ 'email-offers': false })
    expect((await ledger()).at(-1)).toMatchObject({ source: 'staff' })
    expect(await stateOf(id)).toBe('answered')
    const [mail, another] = await answers()
    expect(another).toBeUndefined()
    expect(mail?.text).toContain('We send you no more advertising by e-mail.')
  })

  test('by a telephone number alone ends the SMS of whoever has it', async () => {
    const customer = aSubscriber()
    await filed({ email: '', phone: customer.phone, channel: 'phone' })
    await carryOut()
    expect(atShopify(customer)).toMatchObject({ sms: 'UNSUBSCRIBED', whatsApp: 'UNSUBSCRIBED' })
  })

  test('of an address that nobody has is answered, and protects it', async () => {
    const id = await filed({ email: 'nobody-yet@person.example' })
    await carryOut()
    expect(await stateOf(id)).toBe('answered')
    const newcomer = { ...aPlainCustomer(), id: 990_001, email: 'nobody-yet@person.example', locale: 'en' }
    const at = new Date().toISOString()
    const imported: Customer = { ...newcomer, marketingState: 'SUBSCRIBED', createdAt: at, updatedAt: at }
    standIn.state.shop.customers.push(imported)
    standIn.state.tellOf({ topic: 'customers/create', body: customerBody(imported) })
    await workAll()
    expect(imported.marketingState).toBe('UNSUBSCRIBED')
    expect((await inShop((tx) => readShownObjection(tx, id)))?.returnedAt).not.toBeNull()
  })

  test('said twice takes effect twice, and joins nothing: somebody may have agreed in between', async () => {
    const customer = aSubscriber()
    const first = await objects(customer)
    const second = await objects(customer)
    await carryOut()
    expect([await stateOf(first), await stateOf(second)]).toEqual(['answered', 'answered'])
  })
})

describe('a form that anybody can send', () => {
  test('stops nothing until the link in its mail was used, and everything then', async () => {
    const customer = aSubscriber()
    const sender = { shop: SHOP, prefix: '/apps/privacy', customerId: null, network: '198.51.100.9' }
    const fields = { act: 'file', kind: 'objection_to_prospecting', email: customer.email ?? '', language: 'en' }
    await workSentForm(sender, { fields, file: null })
    const [mail] = await workRequestJobs(SHOP, clientOf)
    expect(await carryOut()).toBe(0)
    expect(atShopify(customer).email).toBe('SUBSCRIBED')
    await workSentForm(sender, { fields: { act: 'use', token: mail?.token ?? '' }, file: null })
    await carryOut()
    expect(atShopify(customer).email).toBe('UNSUBSCRIBED')
    expect(await stateOf(mail?.requestId ?? '')).toBe('answered')
  })
})

describe('a consent that comes later', () => {
  test('of the person themselves counts, an older one that is imported does not', async () => {
    const customer = aSubscriber({ marketingState: 'NOT_SUBSCRIBED', marketingUpdatedAt: null })
    await objects(customer)
    await carryOut()
    // An import writes no newer time than the list has.
    Object.assign(customer, { marketingState: 'SUBSCRIBED', marketingUpdatedAt: minute(0).toISOString() })
    standIn.state.tellOf({ topic: 'customers/update', body: customerBody(customer) })
    await workAll()
    expect(customer.marketingState).toBe('UNSUBSCRIBED')
    expect(await choicesOf(customer)).toMatchObject({ 'email-offers': false })
    const later = new Date(Date.now() + 5_000)
    clock.shift(10_000)
    switchAtShopify(customer, { to: 'SUBSCRIBED', at: later })
    await workAll()
    clock.shift(0)
    expect(customer.marketingState).toBe('SUBSCRIBED')
    expect(await choicesOf(customer)).toMatchObject({ 'email-offers': true })
    expect(field(customer, 'refusals')).not.toHaveProperty('email-offers')
  })
})

describe('an objection to profiling', () => {
  test('marks the customer for segments, and the mark goes when they agree again', async () => {
    const customer = aSubscriber()
    const id = await objects(customer, 'objection_to_profiling')
    await carryOut()
    expect(await stateOf(id)).toBe('answered')
    expect(field(customer, 'profiling_objection')).toBe(true)
    expect(customer.tags).toEqual(['regular', 'no-profiling'])
    expect(atShopify(customer)).toMatchObject({ email: 'SUBSCRIBED', sms: 'SUBSCRIBED' })
    expect(standIn.state.shop.metafieldDefinitions).toEqual([
      { ownerType: 'CUSTOMER', namespace: 'kept', key: 'profiling_objection', type: 'boolean', isFilter: true },
    ])
    await chooses(customer, { profiling: true }, new Date(Date.now() + 1))
    await workAll()
    expect(field(customer, 'profiling_objection')).toBe(false)
    expect(customer.tags).toEqual(['regular'])
    expect(field(customer, 'refusals')).not.toHaveProperty('profiling')
  })
})

test('a browser in which the customer signs in later takes the mark away as any other', async () => {
  const customer = aSubscriber()
  await objects(customer, 'objection_to_profiling')
  await carryOut()
  const subject = await subjectOf(customer)
  // A browser's subject is a hash: one in some hundreds comes before the customer's own.
  let visitor = aSubject()
  while (visitorSubject(SHOP, visitorId.parse(visitor)) > subject) visitor = aSubject()
  await chooses(customer, { profiling: true }, new Date(Date.now() + 1), visitor)
  await workAll()
  expect(field(customer, 'profiling_objection')).toBe(false)
})

test('an opt-out of sale is noted at Shopify, and is seen there', async () => {
  const customer = aSubscriber()
  const id = await objects(customer, 'opt_out_of_sale')
  await carryOut()
  expect(atShopify(customer)).toMatchObject({ sale: true, email: 'SUBSCRIBED' })
  expect(await effectsOf(id)).toMatchObject({ sale: 'done' })
})

test('a withdrawal of consent ends every consent', async () => {
  const customer = aSubscriber()
  await chooses(customer, { 'email-offers': true, statistics: true, profiling: true }, minute(2))
  const id = await objects(customer, 'withdrawal_of_consent')
  await carryOut()
  expect(Object.values(await choicesOf(customer))).not.toContain(true)
  expect(atShopify(customer)).toMatchObject({ email: 'UNSUBSCRIBED', tagged: true })
  expect(await stateOf(id)).toBe('answered')
})

test('a withdrawal of one consent leaves the others', async () => {
  const customer = aSubscriber()
  await chooses(customer, { 'email-offers': true, statistics: true }, minute(2))
  const id = await objects(customer, 'withdrawal_of_consent', 'statistics')
  await carryOut()
  expect(await choicesOf(customer)).toMatchObject({ 'email-offers': true, statistics: false })
  expect(atShopify(customer)).toMatchObject({ email: 'SUBSCRIBED', tagged: false })
  expect(await stateOf(id)).toBe('answered')
})

test('what staff withdraw for somebody on the page of consents reaches the storefront too', async () => {
  const customer = aSubscriber()
  await chooses(customer, { statistics: true }, minute(2))
  await workAll()
  expect(field(customer, 'refusals')).toBeUndefined()
  const [event] = await inShop(
    async (tx) => (await searchEvents(tx, { customerId: String(customer.id) }, { size: 1, before: null })).events,
  )
  await inShop((tx) => withdrawOnBehalf(tx, { recordId: event?.id ?? '', purposes: ['statistics'], staffId: '7' }))
  await workAll()
  expect(field(customer, 'refusals')).toHaveProperty('statistics')
})

test('what a signed-in customer refuses in the banner of one device reaches the others', async () => {
  const customer = aSubscriber()
  await chooses(customer, { statistics: false, 'email-offers': false }, new Date(Date.now() - 60_000))
  await workAll()
  expect(Object.keys(Object(field(customer, 'refusals'))).toSorted()).toEqual(['email-offers', 'statistics'])
})

/** Counts a run's calls to Shopify, and kills it behind one of them: before it is as good as behind the one before. */
const counting = (killAt: number) => {
  let calls = 0
  const client: ShopClientProvider = async (shop) => {
    const inner = await clientOf(shop)
    if (!inner) return null
    const graphql = (async (...args: Parameters<typeof inner.admin.graphql>) => {
      const isLast = calls === killAt
      calls += 1
      const answer = await inner.admin.graphql(...args)
      if (isLast) throw new Error('killed')
      return answer
    }) as typeof inner.admin.graphql
    return { ...inner, admin: { ...inner.admin, graphql } }
  }
  return { client, count: () => calls }
}

describe('whatever happens in the middle', () => {
  test('killed behind each call to Shopify, it goes on and answers once', async () => {
    const whole = counting(-1)
    await objects(aSubscriber(), 'withdrawal_of_consent')
    await carryOut(whole.client)
    expect(whole.count()).toBeGreaterThan(5)
    await answers()
    for (let call = 0; call < whole.count(); call += 1) {
      const customer = aSubscriber()
      const id = await objects(customer, 'withdrawal_of_consent')
      await takeJobs(SHOP, [objectionQueue.name])
      await expect(workObjection(job(id), counting(call).client)).rejects.toThrow('killed')
      await workObjection(job(id), clientOf)
      await workObjection(job(id), clientOf)
      expect(atShopify(customer), `call ${call}`).toMatchObject({ email: 'UNSUBSCRIBED', tagged: true })
      expect(await stateOf(id)).toBe('answered')
      const { events = [] } = (await inShop((tx) => readRequest(tx, id))) ?? {}
      expect(events.filter(({ move }) => move === 'answer')).toHaveLength(1)
    }
  }, 60_000)

  test('two workers at once write and answer once', async () => {
    const customer = aSubscriber()
    const id = await objects(customer)
    await takeJobs(SHOP, [objectionQueue.name])
    const before = (await ledger()).length
    await Promise.all([workObjection(job(id), clientOf), workObjection(job(id), clientOf)])
    expect((await ledger()).length).toBe(before)
    const { events = [] } = (await inShop((tx) => readRequest(tx, id))) ?? {}
    expect(events.filter(({ move }) => move === 'answer')).toHaveLength(1)
  })

  test('while Shopify is away the job comes back; after a day the person is told what was done, and staff go on', async () => {
    const customer = aSubscriber()
    const id = await filed({ email: customer.email })
    await takeJobs(SHOP, [objectionQueue.name])
    await withFault(standIn, { operation: 'customer', kind: '500', times: 50 })
    await expect(workObjection(job(id), clientOf)).rejects.toThrow(ShopifyUnavailable)
    await noteObjectionGivenUp(job(id))
    await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
    expect(await effectsOf(id)).toMatchObject({ email: 'failed', sms: 'failed' })
    expect(await stateOf(id)).toBe('received')
    const [told] = await answers()
    expect(told?.text).toContain('Not done yet')
    expect(await inShop((tx) => actOnObjection(tx, id, { act: 'retry' }, '7'))).toEqual({ ok: true })
    await carryOut()
    expect(await stateOf(id)).toBe('answered')
    expect(atShopify(customer).email).toBe('UNSUBSCRIBED')
    expect((await answers()).at(-1)?.text).not.toContain('Not done yet')
  })

  test('without the permission it says so, staff do it by hand, and the last of it answers', async () => {
    const customer = aSubscriber()
    await grant(ALL_SCOPES.map((scope) => (scope === 'write_customers' ? 'read_customers' : scope)))
    const id = await objects(customer)
    await carryOut()
    await grant(ALL_SCOPES)
    expect(await effectsOf(id)).toMatchObject({ choices: 'done', email: 'denied', sms: 'denied', storefront: 'denied' })
    expect(await stateOf(id)).toBe('in_progress')
    for (const effect of ['email', 'sms', 'storefront'] as const)
      expect(await inShop((tx) => actOnObjection(tx, id, { act: 'mark_done', effect }, '7'))).toEqual({ ok: true })
    expect(await stateOf(id)).toBe('answered')
    const again = await inShop((tx) => actOnObjection(tx, id, { act: 'mark_done', effect: 'email' }, '7'))
    expect(again).toEqual({ ok: false, reason: 'not_now' })
  })

  test('a customer who was merged meanwhile is stopped as the one who stays', async () => {
    const [gone, stays] = [aSubscriber({ phone: null }), aSubscriber()]
    const id = await objects(gone)
    merge(standIn.state, [gone, stays], { customerIdOfEmailToKeep: gid('Customer', stays.id) })
    await workAll()
    await carryOut()
    expect(atShopify(stays)).toMatchObject({ email: 'UNSUBSCRIBED', sms: 'UNSUBSCRIBED' })
    expect(field(stays, 'refusals')).toHaveProperty('email-offers')
    expect(await stateOf(id)).toBe('answered')
  })

  test('a person who is erased meanwhile is not looked for, and stays protected', async () => {
    const customer = aSubscriber()
    const id = await objects(customer)
    await carryOut()
    const other = await objects(customer, 'opt_out_of_sale')
    await inShop((tx) => erasePerson(tx, identifiersOf({ id: customer.id, email: customer.email })))
    await carryOut()
    expect([await stateOf(id), await stateOf(other)]).toEqual(['answered', 'erased'])
    expect(customer.dataSaleOptOut).toBe(false)
    const rows = await inShop(async (tx) => [
      await tx.customerSignal.count({ where: { state: 'gone' } }),
      await tx.contactSuppression.count(),
    ])
    expect(rows[0]).toBe(0)
    expect(rows[1]).toBeGreaterThan(0)
  })

  test('an uninstall in the middle leaves it to staff, who go on when the shop is back', async () => {
    const customer = aSubscriber()
    const id = await objects(customer)
    await carryOut(async () => null)
    expect(await effectsOf(id)).toMatchObject({ email: 'failed' })
    await inShop((tx) => noteUninstalled(tx, clock.now()))
    await inShop((tx) => noteInstalled(tx))
    await grant(ALL_SCOPES)
    await inShop((tx) => actOnObjection(tx, id, { act: 'retry' }, '7'))
    await carryOut()
    expect(atShopify(customer).email).toBe('UNSUBSCRIBED')
    expect(await stateOf(id)).toBe('answered')
  })
})

describe('those who get the data', () => {
  test('are told; whom Kept cannot tell is left to staff, the person reads so, and the last one answers', async () => {
    const [told, another] = template.recipients.filter(({ kind }) => kind === 'processor')
    const recipients = [told, another].flatMap((one) => one?.id ?? [])
    const purposes = register.purposes.map((one) => (one.id === 'email-offers' ? { ...one, recipients } : one))
    await publishRegister({
      ...register,
      purposes,
      recipients: register.recipients.map((one) => ({ ...one, noticeEmail: null })),
    })
    const customer = aSubscriber()
    const id = await objects(customer)
    await carryOut()
    expect(atShopify(customer).email).toBe('UNSUBSCRIBED')
    expect(await effectsOf(id)).toMatchObject({ email: 'done', recipients: 'by_hand' })
    expect(await stateOf(id)).toBe('in_progress')
    const marked = await inShop((tx) => actOnObjection(tx, id, { act: 'mark_done', effect: 'recipients' }, '7'))
    expect(marked).toEqual({ ok: false, reason: 'tell_recipients' })
    const tasks = await inShop((tx) => readRecipientTasks(tx, { requestId: id }))
    expect(tasks.map(({ occasion, state }) => [occasion, state])).toEqual([
      ['objection', 'told_by_platform'],
      ['objection', 'by_hand'],
    ])
    const byHand = tasks.filter(({ state }) => state === 'by_hand')
    for (const { id: task } of byHand) {
      expect(await stateOf(id)).toBe('in_progress')
      await inShop(async (tx) => {
        await actOnTask(tx, { requestId: id }, { act: 'mark_done', task, note: 'By phone' }, '7')
        await settleObjection(tx, id)
      })
    }
    expect(await stateOf(id)).toBe('answered')
  })
})
