import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { currentChoicesOf } from '../../../app/consent/index.ts'
import { workMessage } from '../../../app/inbox/jobs.ts'
import { forgetMessagesAbout } from '../../../app/inbox/waiting-store.ts'
import { clock } from '../../../app/platform/clock.ts'
import { config } from '../../../app/platform/config.ts'
import { readRecipientTasks } from '../../../app/recipients/index.ts'
import { erasurePorts } from '../../../app/requests/erasure/ports.ts'
import { erasureQueue } from '../../../app/requests/erasure/queues.ts'
import { workErasure } from '../../../app/requests/erasure/work.ts'
import { confirmIdentity } from '../../../app/requests/identity/confirm.ts'
import {
  actOnRestriction,
  fileRequest,
  listErasures,
  listQuery,
  listRequests,
  lookAtRequests,
  type RestrictionAct,
  readErasureOf,
  readFromAccount,
  readRequest,
  readRestrictionOf,
  saveRequestSettings,
  stoppedRestrictions,
} from '../../../app/requests/index.ts'
import { openRequest } from '../../../app/requests/open.ts'
import { lookAtDueRestrictions } from '../../../app/requests/restriction/look.ts'
import { restrictionQueue } from '../../../app/requests/restriction/queues.ts'
import { noteRestrictionGivenUp, workRestriction } from '../../../app/requests/restriction/work.ts'
import { ShopifyUnavailable } from '../../../app/shopify/calls.ts'
import { noteInstalled, noteUninstalled } from '../../../app/shopify/installation.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import {
  customersLeftOut,
  findSubjects,
  identifiersOf,
  identify,
  isRestricted,
  type SubjectId,
} from '../../../app/subjects/index.ts'
import { takeJobs } from '../../../scripts/history/worker.ts'
import { chooses } from '../../consent/marketing/a-subscribing-shop.ts'
import { sendMails, withMailConfigured } from '../../mail/with-mail.ts'
import { aMailServer } from '../../setup/a-mail-server.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { merge } from '../../stand-in/shop/merge.ts'
import type { Customer } from '../../stand-in/shop/model.ts'
import { aFiling } from '../a-filing.ts'
import { rendered } from '../a-person.ts'
import { ALL_SCOPES, act, aShopThatHolds, grant, inShop, SHOP, standIn } from '../held/a-collection.ts'

const DAY_MS = 86_400_000
const TAG = 'processing-restricted'
/** Faults are answers here: a slow machine is none. */
const PATIENT = { timeoutMs: 20_000, pausesMs: [] }
const { mails, send, close } = await aMailServer()
const ports = { clientOf: clientsWith(PATIENT) }
const erasing = { ...erasurePorts(forgetMessagesAbout), ...ports }
let restoreMail: () => void

beforeAll(async () => {
  restoreMail = withMailConfigured()
  await aShopThatHolds()
  await inShop((tx) => saveRequestSettings(tx, { revision: 0, settings: { eraseSignedInAtOnce: true } }, '7'))
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

let passed = 0
/** At Shopify and at Kept. */
function later(days: number): void {
  passed += days
  clock.shift(passed * DAY_MS)
  standIn.state.advance(days * DAY_MS)
}

/** Lets days pass, and every look that is due then. */
async function pass(days: number): Promise<void> {
  later(days)
  await lookAtDueRestrictions()
  await work()
}

async function arrive(): Promise<void> {
  await standIn.told()
  const messages = await inShop((tx) =>
    tx.inboxMessage.findMany({ where: { state: 'received' }, orderBy: { receivedAt: 'asc' } }),
  )
  for (const { id } of messages) await workMessage(SHOP, id)
}

let taken = 60
function aCustomer(): Customer {
  taken += 1
  const customer = standIn.state.shop.customers[taken]
  if (!customer) throw new Error('The stand-in has no more customers')
  const marketing = { marketingState: 'SUBSCRIBED', marketingUpdatedAt: null, smsState: 'NOT_SUBSCRIBED' } as const
  return Object.assign(customer, {
    email: `restrict-${taken}@person.example`,
    phone: null,
    tags: ['vip'],
    ...marketing,
  })
}

async function aRequest(customer: Customer): Promise<string> {
  const filing = aFiling({
    ...{ kind: 'restriction', email: customer.email ?? '', customerId: String(customer.id), language: 'en' },
  })
  const filed = await inShop((tx) => fileRequest(tx, filing, { staffId: '7', timeZone: 'Europe/Paris' }))
  if (!filed.ok) throw new Error(filed.reason)
  await act(filed.opened.requestId, 'confirm_identity', { method: 'attested' })
  return filed.opened.requestId
}

/** Somebody types an address in the storefront, and shows by a link that they read it. */
async function aRequestByLink({ email }: Customer): Promise<string> {
  const address = email ?? ''
  const { requestId } = await inShop((tx) =>
    openRequest(tx, {
      ...{ person: identifiersOf({ email: address }), mailbox: address, kind: 'restriction', channel: 'storefront' },
      ...{
        asker: 'person',
        audience: 'consumer',
        country: 'FR',
        region: null,
        language: 'en',
        timeZone: 'Europe/Paris',
      },
      ...{ receivedAt: clock.now(), externalId: null, details: { orders: [], text: null }, original: null },
      by: { actor: 'person', actorId: null },
    }),
  )
  await act(requestId, 'confirm_identity', { method: 'attested' })
  return requestId
}

/** Somebody who is signed in asks to be erased: the shop's rule confirms the plan at once. */
async function aSignedInErasure({ email, id }: Customer): Promise<string> {
  const filing = aFiling({ kind: 'erasure', email: email ?? '', customerId: String(id) })
  const filed = await inShop((tx) => fileRequest(tx, filing, { staffId: '7', timeZone: 'Europe/Paris' }))
  if (!filed.ok) throw new Error(filed.reason)
  const { requestId } = filed.opened
  expect(await inShop((tx) => confirmIdentity(tx, requestId, 'account_login'))).toBe(true)
  await work()
  return requestId
}

const does = (id: string, what: RestrictionAct) => inShop((tx) => actOnRestriction(tx, id, what, '7'))
const SET = { act: 'set', ground: 'legal_claims', note: '' } as const

/** Works the jobs that are due until none is left, with the mails between them. */
async function work(given = ports): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    const jobs = await takeJobs(SHOP, [restrictionQueue.name, erasureQueue.name])
    for (const { name, data } of jobs) {
      if (name === restrictionQueue.name) await workRestriction(restrictionQueue.schema.parse(data), given)
      else await workErasure(erasureQueue.schema.parse(data), erasing)
    }
    await sendMails(SHOP, send)
    if (jobs.length === 0) return
  }
}

async function restricted(customer = aCustomer()): Promise<{ id: string; customer: Customer }> {
  const id = await aRequest(customer)
  expect(await does(id, SET)).toEqual({ ok: true })
  await work()
  return { id, customer }
}

async function shown(id: string) {
  const view = await inShop((tx) => readRestrictionOf(tx, id))
  if (!view?.restriction) throw new Error('nothing is restricted')
  return { acts: view.acts, ...view.restriction }
}
const stepsOf = async (id: string) =>
  Object.fromEntries((await shown(id)).steps.map(({ step, state }) => [step, state]))
const stateOf = async (id: string) => (await inShop((tx) => readRequest(tx, id)))?.life.state
const subjectOf = async ({ id }: Pick<Customer, 'id'>) =>
  (await inShop((tx) => findSubjects(tx, identifiersOf({ id: String(id) }))))[0] as SubjectId
const isMarked = async (customer: Customer) => {
  const subject = await subjectOf(customer)
  return inShop((tx) => isRestricted(tx, subject))
}
const mailsTo = ({ email }: Customer) => mails.filter(({ to }) => JSON.stringify(to).includes(email ?? '-'))
const occasionsOf = async (id: string) =>
  [...new Set((await inShop((tx) => readRecipientTasks(tx, { requestId: id }))).map(({ occasion }) => occasion))].sort()
const onDay = (days: number) => new Date(+clock.now() + days * DAY_MS).toISOString().slice(0, 10)

test('a person is restricted, told, and told again before it ends; then the tag goes and marketing stays off', async () => {
  const customer = aCustomer()
  await chooses(customer, { newsletter: true }, new Date(+clock.now() - DAY_MS))
  const id = await aRequest(customer)
  expect((await inShop((tx) => readRequest(tx, id)))?.acts.map(({ name }) => name)).not.toContain('answer')
  expect(await does(id, SET)).toEqual({ ok: true })
  expect(await isMarked(customer)).toBe(true)
  expect(await does(id, SET)).toEqual({ ok: false, reason: 'not_now' })
  await work()
  expect(customer).toMatchObject({ marketingState: 'UNSUBSCRIBED', tags: ['vip', TAG] })
  expect(await stateOf(id)).toBe('answered')
  expect(await stepsOf(id)).toEqual({ recipients: 'done', marketing: 'done', tag: 'done' })
  expect(await shown(id)).toMatchObject({ run: 'done', agreed: { purposes: ['newsletter'], channels: ['email'] } })
  expect(await occasionsOf(id)).toEqual(['restriction'])
  const [answer, ...more] = mailsTo(customer).filter(({ subject = '' }) => subject.includes('only store'))
  expect(more).toEqual([])
  expect(answer?.text).toMatch(/legal claims[\s\S]*advertising by e-mail[\s\S]*GDPR Article 19/)
  const own = await inShop((tx) => readFromAccount(tx, String(customer.id), id))
  expect(own?.restriction).toMatchObject({ ground: 'legal_claims', endsOn: null, endedOn: null })
  const look = { named: id, prefix: '/apps/privacy', customerId: String(customer.id) }
  const page = await rendered(await inShop((tx) => lookAtRequests(tx, look)), 'de')
  expect(page).toContain('speichert der Shop Ihre Daten nur noch')
  expect(page).toContain('Sie brauchen die Daten für Rechtsansprüche')
  expect(page).toContain('Shopify International Limited')
  expect(await inShop((tx) => customersLeftOut(tx, [String(customer.id), '4711']))).toEqual(
    new Set([String(customer.id)]),
  )
  const listed = await inShop((tx) =>
    listRequests(tx, listQuery.parse({ view: 'all', customer: String(customer.id) }), {
      staffId: '7',
      timeZone: 'UTC',
    }),
  )
  expect(listed.requests).toMatchObject([{ id, isRestricted: true }])

  mails.length = 0
  expect(await does(id, { act: 'lift', on: onDay(0), reason: 'Settled' })).toEqual({
    ok: false,
    reason: 'day_not_possible',
  })
  expect(await does(id, { act: 'lift', on: onDay(7), reason: 'The claim is settled' })).toEqual({ ok: true })
  await work()
  expect(mailsTo(customer)).toMatchObject([{ text: expect.stringContaining('The claim is settled') }])
  await pass(3)
  expect(await shown(id)).toMatchObject({ phase: 'set', isToBeTold: false, acts: ['keep'], ended: null })
  expect(customer.tags).toContain(TAG)
  await pass(5)
  expect(await shown(id)).toMatchObject({ phase: 'lift', ended: 'lifted', run: 'done', acts: [] })
  expect(await stepsOf(id)).toMatchObject({ lift_recipients: 'done', lift_tag: 'done' })
  expect(await occasionsOf(id)).toEqual(['restriction', 'restriction_lifted'])
  expect(customer).toMatchObject({ tags: ['vip'], marketingState: 'UNSUBSCRIBED' })
  expect(await isMarked(customer)).toBe(false)
  const moves = (await inShop((tx) => readRequest(tx, id)))?.events.map(({ move }) => move)
  expect(moves?.slice(-4)).toEqual(['restrict', 'answer', 'lift_restriction', 'end_restriction'])
})

describe('killed anywhere, away or refused: it goes on, and happens once', () => {
  test('Shopify is away at each call, and the job runs again until it is through', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await does(id, SET)
    const [job] = await takeJobs(SHOP, [restrictionQueue.name])
    const parsed = restrictionQueue.schema.parse(job?.data)
    let calls = 0
    let failures = 0
    /** The next call that was not made before fails; what was made before is made again. */
    const failing = (after: number) => ({
      clientOf: async () => {
        const client = await ports.clientOf(SHOP)
        if (!client) return null
        let made = 0
        const graphql = (async (...given: Parameters<typeof client.admin.graphql>) => {
          calls += 1
          made += 1
          // Shopify does it, and Kept never hears of it.
          const answer = await client.admin.graphql(...given)
          if (made > after) throw new ShopifyUnavailable('no_answer')
          return answer
        }) as typeof client.admin.graphql
        return { ...client, admin: { ...client.admin, graphql } }
      },
    })
    for (let after = 0; after < 12 && (await stateOf(id)) !== 'answered'; after += 1) {
      await workRestriction(parsed, failing(after)).catch(() => {
        failures += 1
      })
    }
    expect(failures).toBeGreaterThan(4)
    expect(calls).toBeGreaterThan(failures)
    expect(await stateOf(id)).toBe('answered')
    await workRestriction(parsed, ports)
    await work()
    expect(customer).toMatchObject({ marketingState: 'UNSUBSCRIBED', tags: ['vip', TAG] })
    expect(mailsTo(customer).filter(({ subject = '' }) => subject.includes('only store'))).toHaveLength(1)
    const tasks = await inShop((tx) => readRecipientTasks(tx, { requestId: id }))
    expect(new Set(tasks.map(({ recipientId }) => recipientId)).size).toBe(tasks.length)
  })

  test('who was cut off between the two workers of one job is answered once', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await does(id, SET)
    const [job] = await takeJobs(SHOP, [restrictionQueue.name])
    const parsed = restrictionQueue.schema.parse(job?.data)
    await Promise.all([workRestriction(parsed, ports), workRestriction(parsed, ports)])
    const answers = (await inShop((tx) => readRequest(tx, id)))?.events.filter(({ move }) => move === 'answer')
    expect(answers).toHaveLength(1)
  })

  test('nobody is told of what Kept may not do; staff do it themselves and say so', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await does(id, SET)
    await grant(ALL_SCOPES.filter((scope) => scope !== 'write_customers').concat('read_customers'))
    await work()
    expect(await shown(id)).toMatchObject({ run: 'stopped', stopped: 'access_denied', acts: ['go_on', 'mark_done'] })
    expect(await inShop(stoppedRestrictions), 'Home says so').toEqual({ count: 1, requestId: id })
    expect(await stateOf(id)).toBe('in_progress')
    expect(await isMarked(customer)).toBe(true)
    expect(await does(id, { act: 'go_on' })).toEqual({ ok: true })
    await work()
    expect(await shown(id)).toMatchObject({ run: 'stopped' })
    expect(await does(id, { act: 'mark_done' })).toEqual({ ok: true })
    await work()
    expect(await stateOf(id)).toBe('answered')
    expect(await stepsOf(id)).toMatchObject({ marketing: 'by_hand', tag: 'done' })
    await grant(ALL_SCOPES)
  })

  test('after a day without Shopify staff see it; the look of the next day goes on by itself', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await does(id, SET)
    const [job] = await takeJobs(SHOP, [restrictionQueue.name])
    const parsed = restrictionQueue.schema.parse(job?.data)
    await withFault(standIn, { operation: 'KeptCustomerToErase', kind: '500', times: 20 })
    await expect(workRestriction(parsed, ports)).rejects.toThrow(ShopifyUnavailable)
    await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
    await noteRestrictionGivenUp(parsed)
    expect(await shown(id)).toMatchObject({ run: 'stopped', stopped: 'shopify_away', acts: ['go_on'] })
    await pass(1.1)
    expect(await stateOf(id)).toBe('answered')
  })

  test('a shop that leaves in the middle: the mark stays, and the rest follows when it is back', async () => {
    const { id, customer } = await restricted()
    const late = await aRequest(aCustomer())
    await does(late, SET)
    await does(id, { act: 'lift', on: onDay(1), reason: 'Settled' })
    await sendMails(SHOP, send)
    await inShop((tx) => noteUninstalled(tx, clock.now()))
    await work({ clientOf: async () => null })
    await pass(2)
    expect(await shown(late)).toMatchObject({ run: 'running', notInstalled: true })
    expect(await shown(id)).toMatchObject({ phase: 'set', ended: null })
    expect(await isMarked(customer)).toBe(true)
    await inShop(noteInstalled)
    await grant(ALL_SCOPES)
    await pass(1.1)
    expect(await stateOf(late)).toBe('answered')
    expect(await shown(id)).toMatchObject({ ended: 'lifted' })
  })
})

describe('it ends only after the person was told (Art. 18(3))', () => {
  test('without a mail server it goes on until staff say that they told the person', async () => {
    const { id } = await restricted()
    const before = config.SMTP_URL
    config.SMTP_URL = undefined
    await does(id, { act: 'lift', on: onDay(2), reason: 'Settled' })
    await pass(5)
    expect(await shown(id)).toMatchObject({ ended: null, isToBeTold: true, acts: ['told', 'keep'] })
    expect(await does(id, { act: 'told' })).toEqual({ ok: true })
    await pass(0.1)
    expect(await shown(id)).toMatchObject({ ended: 'lifted', toldBy: '7' })
    config.SMTP_URL = before
  })

  test('a mail that waits for its server keeps the restriction in force past its day', async () => {
    const { id } = await restricted()
    await does(id, { act: 'lift', on: onDay(1), reason: 'Settled' })
    later(2)
    await lookAtDueRestrictions()
    expect(await shown(id)).toMatchObject({ ended: null, phase: 'set' })
    await sendMails(SHOP, send)
    await pass(0.1)
    expect(await shown(id)).toMatchObject({ ended: 'lifted' })
  })

  test('taken back before its day it goes on, and the person is told that too', async () => {
    const { id, customer } = await restricted()
    await does(id, { act: 'lift', on: onDay(3), reason: 'Settled' })
    await work()
    mails.length = 0
    expect(await does(id, { act: 'keep', reason: 'The claim was raised again' })).toEqual({ ok: true })
    expect(await does(id, { act: 'keep', reason: 'Twice' })).toEqual({ ok: false, reason: 'not_now' })
    await work()
    expect(mailsTo(customer)).toMatchObject([{ text: expect.stringContaining('raised again') }])
    await pass(10)
    expect(await shown(id)).toMatchObject({ ended: null, acts: ['lift'] })
    expect(customer.tags).toContain(TAG)
  })

  test('another restriction of the same person outlives one that ends: no tag goes, nobody is told of an end', async () => {
    const { id, customer } = await restricted()
    await pass(31)
    const second = await aRequest(customer)
    expect(await does(second, { ...SET, ground: 'unlawful' })).toEqual({ ok: true })
    await work()
    await does(id, { act: 'lift', on: onDay(1), reason: 'Settled' })
    await work()
    await pass(2)
    expect(await shown(id)).toMatchObject({ ended: 'lifted', isRestrictedBesides: true })
    expect(await isMarked(customer)).toBe(true)
    expect(customer.tags).toContain(TAG)
    expect(await occasionsOf(id)).toEqual(['restriction'])
  })
})

describe('what goes on, and what waits, while somebody is restricted', () => {
  test('a consent that they give themselves counts, and nothing of Kept’s ends it again (Art. 18(2))', async () => {
    const { id, customer } = await restricted()
    later(0.01)
    await chooses(customer, { newsletter: true }, clock.now())
    const subject = await subjectOf(customer)
    const other = aCustomer()
    merge(standIn.state, [customer, Object.assign(other, { email: null })])
    await arrive()
    await work()
    const choices = await inShop((tx) => currentChoicesOf(tx, subject))
    expect(choices).toContainEqual(expect.objectContaining({ purpose: 'newsletter', granted: true }))
    expect(await shown(id)).toMatchObject({ run: 'done', ended: null })
  })

  test('a merge takes the restriction along: marketing of the other customer ends, and who remains is tagged', async () => {
    const { id, customer } = await restricted()
    const other = aCustomer()
    const old = new Date(+clock.now() - 9 * DAY_MS).toISOString()
    Object.assign(other, { state: 'ENABLED', marketingUpdatedAt: old })
    Object.assign(customer, { email: null })
    const kept = merge(standIn.state, [customer, other])
    expect(kept.id).toBe(other.id)
    Object.assign(kept, { tags: ['vip'] })
    await arrive()
    await work()
    expect(await isMarked(other)).toBe(true)
    expect(kept).toMatchObject({ marketingState: 'UNSUBSCRIBED', tags: ['vip', TAG] })
    expect(await inShop((tx) => customersLeftOut(tx, [String(other.id)]))).toEqual(new Set([String(other.id)]))
    const answers = (await inShop((tx) => readRequest(tx, id)))?.events.filter(({ move }) => move === 'answer')
    expect(answers).toHaveLength(1)
  })

  test('an erasure that the shop’s rule would confirm at once waits for staff, and ends the restriction when it is done', async () => {
    const { id, customer } = await restricted()
    const anybody = await aSignedInErasure(aCustomer())
    expect((await inShop((tx) => readErasureOf(tx, anybody)))?.confirmedAt).not.toBeNull()
    const erasure = await aSignedInErasure(customer)
    expect(await inShop((tx) => readErasureOf(tx, erasure))).toMatchObject({ run: 'planned', confirmedAt: null })
    expect(await inShop(listErasures)).toContainEqual(
      expect.objectContaining({ requestId: erasure, isRestricted: true }),
    )
    standIn.state.tell('customers/redact', {
      ...{ shop_id: 1, shop_domain: SHOP, orders_to_redact: [] },
      customer: { id: customer.id, email: customer.email, phone: null },
    })
    await arrive()
    await work()
    expect(await shown(id)).toMatchObject({ ended: 'erased', run: 'done', agreed: null, acts: [] })
    expect(await inShop((tx) => customersLeftOut(tx, [String(customer.id)]))).toEqual(new Set())
    await pass(10)
    expect(await shown(id)).toMatchObject({ ended: 'erased' })
  })

  test('who asked by a link is marked as the customer, too, whose address it is', async () => {
    const customer = aCustomer()
    await inShop((tx) => identify(tx, identifiersOf({ id: String(customer.id) })))
    const id = await aRequestByLink(customer)
    expect(await does(id, SET)).toEqual({ ok: true })
    expect(await isMarked(customer)).toBe(false)
    await work()
    expect(await isMarked(customer)).toBe(true)
    expect(customer).toMatchObject({ marketingState: 'UNSUBSCRIBED', tags: ['vip', TAG] })
  })

  test('a request that is restricted is neither refused nor withdrawn: lifting is the way', async () => {
    const id = await aRequest(aCustomer())
    await does(id, SET)
    for (const move of ['refuse', 'withdraw', 'doubt_identity'])
      expect(await act(id, move, move === 'refuse' ? { ground: 'excessive' } : {})).toEqual({
        ok: false,
        reason: 'work_decides',
      })
    await work()
    await act(id, 'reopen')
    expect(await shown(id)).toMatchObject({ acts: ['go_on', 'lift'] })
    await does(id, { act: 'go_on' })
    await work()
    expect(await stateOf(id)).toBe('answered')
  })
})
