import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withdraw } from '../../../app/consent/index.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import type { Register } from '../../../app/register/index.ts'
import { theTemplate } from '../../register/a-register.ts'
import { marketingWebhook } from '../../stand-in/shop/marketing.ts'
import {
  aShopper,
  choicesOf,
  chooses,
  inShop,
  ledger,
  minute,
  openShop,
  outcomes,
  publishRegister,
  standIn,
  subjectOf,
  switchAtShopify,
  workAll,
  writeBacks,
} from './a-subscribing-shop.ts'

beforeAll(startQueue)
beforeEach(async () => {
  await openShop()
  await publishRegister(theTemplate())
})
afterAll(async () => {
  await stopQueue(0)
})

describe('a customer refuses e-mails in Kept', () => {
  test('Shopify is told, and what it tells back adds nothing and is written nowhere', async () => {
    const shopper = aShopper({ marketingState: 'SUBSCRIBED', marketingUpdatedAt: minute(0).toISOString() })
    await chooses(shopper, { 'email-offers': false, profiling: true }, minute(5))
    // The job, and Shopify's answer to what it wrote.
    expect(await workAll()).toBe(2)
    expect(shopper).toMatchObject({ marketingState: 'UNSUBSCRIBED', marketingUpdatedAt: minute(5).toISOString() })
    expect(await ledger()).toEqual([{ source: 'banner', choices: { 'email-offers': false, profiling: true } }])
    expect(await outcomes()).toEqual(['known'])
    expect(await writeBacks()).toEqual([{ channel: 'email', state: 'written', reason: null }])
  })

  test('on what staff were told, too', async () => {
    const shopper = aShopper()
    switchAtShopify(shopper, { to: 'SUBSCRIBED', at: minute(0) })
    await workAll()
    const subject = await subjectOf(shopper)
    await inShop((tx) => withdraw(tx, { subject, purposes: ['email-offers'], staffId: '42' }))
    expect(await workAll()).toBe(2)
    expect(shopper.marketingState).toBe('UNSUBSCRIBED')
    expect(await ledger()).toEqual([
      { source: 'newsletter', choices: { 'email-offers': true } },
      { source: 'staff', choices: { 'email-offers': false } },
    ])
  })

  test('of two kinds of e-mail only one: Shopify has one switch, and the other choice stands in the ledger', async () => {
    const register = theTemplate()
    const offers = register.purposes.find(({ id }) => id === 'email-offers') as Register['purposes'][number]
    const basket = { ...offers, id: 'basket-mails' as typeof offers.id }
    await publishRegister({ ...register, purposes: [...register.purposes, basket] })
    const shopper = aShopper({ marketingState: 'SUBSCRIBED', marketingUpdatedAt: minute(0).toISOString() })
    await chooses(shopper, { 'email-offers': true, 'basket-mails': false }, minute(5))
    await workAll()
    expect(shopper.marketingState).toBe('UNSUBSCRIBED')
    expect(await choicesOf(shopper)).toEqual({ 'email-offers': true, 'basket-mails': false })
  })
})

type Action = { where: 'kept' | 'shopify'; yes: boolean; workedAtOnce: boolean }

const action: fc.Arbitrary<Action> = fc.record({
  where: fc.constantFrom('kept', 'shopify'),
  yes: fc.boolean(),
  workedAtOnce: fc.boolean(),
})

test('whatever happens in both, however late: the newest choice stands, each is recorded once, and it comes to rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 6 }), async (actions) => {
      const shopper = aShopper()
      const before = (await ledger()).length
      let chosen = 0
      let newest: Action | undefined
      let worked = 0
      for (const [n, { where, yes, workedAtOnce }] of actions.entries()) {
        const to = yes ? 'SUBSCRIBED' : 'UNSUBSCRIBED'
        // Shopify tells of changes only.
        if (where === 'shopify' && shopper.marketingState === to) continue
        chosen += 1
        newest = { where, yes, workedAtOnce }
        if (where === 'kept') await chooses(shopper, { 'email-offers': yes }, minute(n))
        else switchAtShopify(shopper, { to, at: minute(n) })
        if (workedAtOnce) worked += await workAll()
      }
      worked += await workAll()
      const events = (await ledger()).length - before
      expect(events).toBeLessThanOrEqual(chosen)
      expect(worked).toBeLessThanOrEqual(2 * chosen)
      if (newest) {
        expect((await choicesOf(shopper))['email-offers']).toBe(newest.yes)
        // Kept never subscribes anybody.
        if (!newest.yes || newest.where === 'shopify') {
          expect(shopper.marketingState === 'SUBSCRIBED').toBe(newest.yes)
        }
      }
      standIn.state.tellOf(marketingWebhook(shopper, 'email'))
      await workAll()
      expect((await ledger()).length - before).toBe(events)
    }),
    { numRuns: 25 },
  )
})
