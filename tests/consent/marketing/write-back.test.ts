import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { retryWriteBacks, unwrittenWithdrawals } from '../../../app/consent/index.ts'
import { noteWriteBackGivenUp, workWriteBack } from '../../../app/consent/marketing/write-back.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import { erasePerson } from '../../../app/requests/index.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import { identifiersOf } from '../../../app/subjects/index.ts'
import { SCOPES } from '../../../scripts/local/stack.ts'
import { theTemplate } from '../../register/a-register.ts'
import { aDecision } from '../../setup/a-decision.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { marketingWebhook } from '../../stand-in/shop/marketing.ts'
import type { Customer } from '../../stand-in/shop/model.ts'
import { aSubject } from '../an-event.ts'
import {
  aShopper,
  BRIEF,
  choicesOf,
  chooses,
  doors,
  grant,
  inShop,
  ledger,
  minute,
  openShop,
  publishRegister,
  SHOP,
  standIn,
  switchAtShopify,
  takeWriteBacks,
  workAll,
  writeBacks,
} from './a-subscribing-shop.ts'

const WRITES = 'customerEmailMarketingConsentUpdate'
const READ_ONLY = SCOPES.map((scope) => (scope === 'write_customers' ? 'read_customers' : scope))

beforeAll(startQueue)
beforeEach(async () => {
  await openShop()
  await publishRegister(theTemplate())
})
afterEach(() => fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' }))
afterAll(async () => {
  await stopQueue(0)
})

const aSubscriber = (changed: Partial<Customer> = {}) =>
  aShopper({ marketingState: 'SUBSCRIBED', marketingUpdatedAt: minute(0).toISOString(), ...changed })

const refusesOffers = (customer: Customer) => chooses(customer, { 'email-offers': false }, minute(5))

async function theJob() {
  const [job] = await takeWriteBacks()
  if (!job) throw new Error('No job is enqueued')
  return job
}

const clientOf = clientsWith(BRIEF)

describe('nothing is written', () => {
  test.each<[string, Partial<Customer>, string]>([
    ['over who has unsubscribed there', { marketingState: 'UNSUBSCRIBED' }, 'already'],
    ['over who never subscribed', { marketingState: 'NOT_SUBSCRIBED', marketingUpdatedAt: null }, 'already'],
    ['over who subscribed there since', { marketingUpdatedAt: minute(9).toISOString() }, 'newer'],
    ['for a customer without an address', { email: null }, 'no_address'],
  ])('%s', async (_who, at, reason) => {
    const shopper = aSubscriber(at)
    const before = structuredClone(shopper)
    await refusesOffers(shopper)
    await workAll()
    expect(shopper).toEqual(before)
    expect(await writeBacks()).toEqual([{ channel: 'email', state: 'not_needed', reason }])
  })

  test('for a customer whom Shopify no longer has', async () => {
    await chooses({ ...aSubscriber(), id: 1 }, { 'email-offers': false }, minute(5))
    await workAll()
    expect(await writeBacks()).toEqual([{ channel: 'email', state: 'not_needed', reason: 'gone' }])
  })

  test('about a visitor who is not signed in, or a purpose that is no e-mail', async () => {
    const shopper = aSubscriber()
    await doors.consent(aDecision({ choices: { 'email-offers': false } }), { shop: SHOP })
    await chooses(shopper, { statistics: false, 'email-offers': true }, minute(5))
    await workAll()
    expect([shopper.marketingState, await writeBacks()]).toEqual(['SUBSCRIBED', []])
  })

  test('about who refused all in a banner that still asked for e-mails: they refused cookies', async () => {
    const shopper = aSubscriber()
    await chooses(shopper, { statistics: false, advertising: false, 'email-offers': false }, minute(5))
    await workAll()
    expect([shopper.marketingState, await writeBacks()]).toEqual(['SUBSCRIBED', []])
  })

  test('when the customer agrees in Kept: nobody is subscribed without Shopify’s own form', async () => {
    const shopper = aShopper()
    await chooses(shopper, { 'email-offers': true }, minute(5))
    await workAll()
    expect(shopper.marketingState).toBe('NOT_SUBSCRIBED')
    expect(await choicesOf(shopper)).toEqual({ 'email-offers': true })
  })
})

test('what a visitor refused before they signed in is written once they have', async () => {
  const shopper = aSubscriber()
  const visitor = aSubject()
  await doors.consent(aDecision({ visitor, choices: { 'email-offers': false } }), { shop: SHOP })
  await workAll()
  expect(shopper.marketingState).toBe('SUBSCRIBED')
  await chooses(shopper, { statistics: false }, minute(5), visitor)
  await workAll()
  expect(shopper.marketingState).toBe('UNSUBSCRIBED')
})

test('SMS have a switch of their own', async () => {
  const register = theTemplate()
  const [offers] = register.purposes.filter(({ id }) => id === 'email-offers')
  if (!offers) throw new Error('The template has no offers')
  const texts = { ...offers, id: 'texts' as typeof offers.id, channel: 'sms' as const }
  await publishRegister({ ...register, purposes: [...register.purposes, texts] })
  const shopper = aSubscriber({ smsState: 'SUBSCRIBED', smsUpdatedAt: minute(0).toISOString() })
  await chooses(shopper, { texts: false, 'email-offers': true }, minute(5))
  await workAll()
  expect([shopper.smsState, shopper.marketingState]).toEqual(['UNSUBSCRIBED', 'SUBSCRIBED'])
  expect(await ledger()).toHaveLength(1)
})

describe('Shopify fails', () => {
  test.each(['throttled', '500', 'timeout'] as const)(
    '%s: the job comes again, and then it is written',
    async (kind) => {
      const shopper = aSubscriber()
      await refusesOffers(shopper)
      const job = await theJob()
      await withFault(standIn, { operation: WRITES, kind })
      await expect(workWriteBack(job, clientOf)).rejects.toThrow('Shopify did not do what it was asked')
      expect(await writeBacks()).toMatchObject([{ state: 'writing' }])
      await workWriteBack(job, clientOf)
      expect(shopper.marketingState).toBe('UNSUBSCRIBED')
    },
  )

  test('for days: staff see it, and can have it tried again', async () => {
    const shopper = aSubscriber()
    await refusesOffers(shopper)
    const job = await theJob()
    await withFault(standIn, { operation: WRITES, kind: '500' })
    await expect(workWriteBack(job, clientOf)).rejects.toThrow()
    await noteWriteBackGivenUp(job)
    expect(await inShop((tx) => unwrittenWithdrawals(tx, 10))).toMatchObject([
      { state: 'failed', reason: 'server_error', customerId: String(shopper.id) },
    ])
    expect(await inShop(retryWriteBacks)).toBe(1)
    await workAll()
    expect([shopper.marketingState, await writeBacks()]).toMatchObject(['UNSUBSCRIBED', [{ state: 'written' }]])
  })

  test('and refuses: it is not asked again, and staff read why', async () => {
    const shopper = aSubscriber()
    await refusesOffers(shopper)
    await withFault(standIn, { operation: WRITES, kind: 'userError', userError: { message: 'No', code: 'INVALID' } })
    await workAll()
    expect(await writeBacks()).toEqual([{ channel: 'email', state: 'refused', reason: 'INVALID' }])
  })

  test('and the job is killed after it wrote: run again it finds it written', async () => {
    const shopper = aSubscriber()
    await refusesOffers(shopper)
    const job = await theJob()
    await workWriteBack(job, clientOf)
    await inShop((tx) => tx.marketingWriteBack.updateMany({ data: { state: 'writing' } }))
    await workWriteBack(job, clientOf)
    expect(await writeBacks()).toMatchObject([{ state: 'not_needed', reason: 'already' }])
    await workAll()
    expect(await ledger()).toHaveLength(1)
  })
})

describe('a merchant who has not let Kept change customers', () => {
  test('sees what waits for it; once they do, it is written without anybody’s help', async () => {
    await grant(READ_ONLY)
    const shopper = aSubscriber()
    await refusesOffers(shopper)
    await workAll()
    expect(await writeBacks()).toEqual([{ channel: 'email', state: 'denied', reason: null }])
    expect(await takeWriteBacks()).toEqual([])
    await grant(SCOPES)
    await doors.webhook('app/scopes_update', { current: SCOPES }, { shop: SHOP })
    await workAll()
    expect([shopper.marketingState, await writeBacks()]).toMatchObject(['UNSUBSCRIBED', [{ state: 'written' }]])
  })

  test('is not bothered any more when the customer unsubscribed at Shopify, or subscribed again', async () => {
    await grant(READ_ONLY)
    const [one, other] = [aSubscriber(), aSubscriber()]
    await refusesOffers(one)
    await refusesOffers(other)
    await workAll()
    expect(await inShop((tx) => unwrittenWithdrawals(tx, 10))).toHaveLength(2)
    switchAtShopify(one, { to: 'UNSUBSCRIBED', at: minute(9) })
    switchAtShopify(other, { to: 'SUBSCRIBED', at: minute(9) })
    await workAll()
    expect(await inShop((tx) => unwrittenWithdrawals(tx, 10))).toEqual([])
  })
})

test('an older withdrawal at Shopify that comes late does not hide what staff have to write', async () => {
  const before = aShopper()
  switchAtShopify(before, { to: 'UNSUBSCRIBED', at: minute(0) })
  const late = marketingWebhook(before, 'email')
  await openShop(READ_ONLY)
  await publishRegister(theTemplate())
  const shopper = standIn.state.shop.customers.find(({ id }) => id === before.id)
  if (!shopper) throw new Error('The customer is gone')
  switchAtShopify(shopper, { to: 'SUBSCRIBED', at: minute(1) })
  await workAll()
  await refusesOffers(shopper)
  await workAll()
  await doors.webhook(late.topic, late.body, { shop: SHOP })
  await workAll()
  expect(await writeBacks()).toMatchObject([{ state: 'denied' }])
})

test('a shop that has removed Kept: staff see it when they come back', async () => {
  const shopper = aSubscriber()
  await refusesOffers(shopper)
  await workWriteBack(await theJob(), async () => null)
  expect(await writeBacks()).toEqual([{ channel: 'email', state: 'failed', reason: 'not_installed' }])
})

test('nothing about it is left of who is erased, and a job that comes after finds nobody', async () => {
  const shopper = aSubscriber()
  await refusesOffers(shopper)
  const job = await theJob()
  await workWriteBack(job, clientOf)
  await inShop((tx) => erasePerson(tx, identifiersOf({ id: shopper.id })))
  await workWriteBack(job, clientOf)
  expect(await writeBacks()).toEqual([])
})
