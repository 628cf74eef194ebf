import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { choose } from '../../app/centre/index.ts'
import { suppressContacts, suppressionsOf } from '../../app/consent/index.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { findSubjects, identifiersOf } from '../../app/subjects/index.ts'
import { SCOPES } from '../../scripts/local/stack.ts'
import {
  aShopper,
  grant,
  inShop,
  ledger,
  openShop,
  publishRegister,
  standIn,
  switchAtShopify,
  workAll,
} from '../consent/marketing/a-subscribing-shop.ts'
import { theTemplate } from '../register/a-register.ts'
import { withFault } from '../stand-in/a-stand-in.ts'
import type { Customer } from '../stand-in/shop/model.ts'

beforeAll(startQueue)
beforeEach(async () => {
  await openShop()
  // A second kind of e-mail, which nobody agreed to in these tests.
  const template = theTemplate()
  const [offers] = template.purposes.filter(({ id }) => id === 'email-offers')
  if (!offers) throw new Error('The template has no offers by e-mail')
  const purposes = [
    ...template.purposes,
    { ...offers, id: 'tastings' as typeof offers.id, name: { fr: 'Dégustations' } },
  ]
  await publishRegister({ ...template, purposes })
})
afterAll(async () => {
  await stopQueue(0)
})

const personOf = ({ id }: Customer) => ({ by: 'customer', customerId: String(id) }) as const

const turns = (customer: Customer, purpose: string, granted: boolean) =>
  inShop((tx) =>
    choose(tx, personOf(customer), { id: randomUUID(), purpose, granted, language: 'fr', surface: 'privacy_centre' }),
  )

const grantsOf = () =>
  inShop((tx) => tx.marketingGrant.findMany({ select: { channel: true, state: true, reason: true } }))
const fresh = (customer: Customer) => standIn.state.shop.customers.find(({ id }) => id === customer.id)

describe('a customer who agrees to e-mails in the centre', () => {
  test('is subscribed at Shopify as of then, and Shopify’s echo is no consent to other e-mails', async () => {
    const customer = aShopper()
    expect(await turns(customer, 'email-offers', true)).toMatchObject({ ok: true })
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('SUBSCRIBED')
    expect(await grantsOf()).toEqual([{ channel: 'email', state: 'written', reason: null }])
    const events = await ledger()
    expect(events).toEqual([{ choices: { 'email-offers': true }, source: 'privacy_centre' }])
  })

  test('and stops again: the newest counts at Shopify too', async () => {
    const customer = aShopper()
    await turns(customer, 'email-offers', true)
    await workAll()
    await turns(customer, 'email-offers', false)
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('UNSUBSCRIBED')
  })

  test('is not subscribed when they stopped before the job came', async () => {
    const customer = aShopper()
    await turns(customer, 'email-offers', true)
    await turns(customer, 'email-offers', false)
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('NOT_SUBSCRIBED')
    expect(await grantsOf()).toEqual([{ channel: 'email', state: 'not_needed', reason: 'refused_since' }])
  })

  test('is not subscribed while they refuse another kind of e-mail by name', async () => {
    const customer = aShopper()
    await turns(customer, 'tastings', false)
    await turns(customer, 'email-offers', true)
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('NOT_SUBSCRIBED')
  })

  test('is not subscribed over a newer refusal at Shopify', async () => {
    const customer = aShopper()
    await turns(customer, 'email-offers', true)
    switchAtShopify(customer, { to: 'UNSUBSCRIBED', at: new Date(Date.now() + 60_000) })
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('UNSUBSCRIBED')
  })

  test('an earlier objection of the address is over: this is their own, newer consent', async () => {
    const customer = aShopper()
    const person = identifiersOf({ id: customer.id, email: customer.email })
    await inShop((tx) => suppressContacts(tx, person, { channels: ['email'], since: new Date(Date.now() - 60_000) }))
    await turns(customer, 'email-offers', true)
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('SUBSCRIBED')
    const left = await inShop(async (tx) => suppressionsOf(tx, await findSubjects(tx, person)))
    expect(left).toEqual([])
  })

  test('where the merchant has not allowed it, the ledger has the consent and Shopify is not asked again', async () => {
    await grant(SCOPES.map((scope) => (scope === 'write_customers' ? 'read_customers' : scope)))
    const customer = aShopper()
    await turns(customer, 'email-offers', true)
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('NOT_SUBSCRIBED')
    expect(await grantsOf()).toEqual([{ channel: 'email', state: 'denied', reason: null }])
    expect(await ledger()).toHaveLength(1)
  })

  test('a job that Shopify did not answer subscribes them when it runs again', async () => {
    const customer = aShopper()
    await turns(customer, 'email-offers', true)
    await withFault(standIn, { operation: 'customerEmailMarketingConsentUpdate', kind: 'timeout', times: 1 })
    await expect(workAll()).rejects.toThrow()
    expect(await grantsOf()).toMatchObject([{ state: 'writing' }])
    await turns(customer, 'statistics', true)
    await workAll()
    expect(fresh(customer)?.marketingState).toBe('SUBSCRIBED')
  })
})

test('a device, a profile or a brand subscribes nobody', async () => {
  const customer = aShopper()
  for (const purpose of ['statistics', 'profiling', 'partner-brands_partner-brands'])
    expect(await turns(customer, purpose, true)).toMatchObject({ ok: true })
  await workAll()
  expect(await grantsOf()).toEqual([])
  expect(fresh(customer)?.marketingState).toBe('NOT_SUBSCRIBED')
})

test('a brand is told when somebody who had agreed stops, once', async () => {
  const customer = aShopper()
  const brand = 'partner-brands_partner-brands'
  const tasks = () => inShop((tx) => tx.recipientTask.findMany({ select: { occasion: true, recipientId: true } }))
  await turns(customer, brand, false)
  expect(await tasks()).toEqual([])
  await turns(customer, brand, true)
  await turns(customer, brand, false)
  expect(await tasks()).toEqual([{ occasion: 'purpose_objection', recipientId: 'partner-brands' }])
})
