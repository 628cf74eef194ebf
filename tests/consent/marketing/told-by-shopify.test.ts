import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { searchEvents } from '../../../app/consent/index.ts'
import { workMessage } from '../../../app/inbox/jobs.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import { erasePerson } from '../../../app/requests/index.ts'
import { findSubjects, identifiersOf, readIdentifiers } from '../../../app/subjects/index.ts'
import { aRegister, theTemplate } from '../../register/a-register.ts'
import { changeMarketing, marketingWebhook, subscribeToNewsletter } from '../../stand-in/shop/marketing.ts'
import {
  aShopper,
  choicesOf,
  chooses,
  doors,
  inShop,
  ledger,
  minute,
  openShop,
  outcomes,
  publishRegister,
  SHOP,
  standIn,
  subjectOf,
  switchAtShopify,
  takeWriteBacks,
  workAll,
} from './a-subscribing-shop.ts'

const EMAIL = 'customers_email_marketing_consent/update'

beforeAll(startQueue)
beforeEach(async () => {
  await openShop()
  await publishRegister(theTemplate())
})
afterAll(async () => {
  await stopQueue(0)
})

/** A webhook about the customer as they are at Shopify now; Kept works it. Answers the status. */
async function deliver(body: object, options: Parameters<typeof doors.webhook>[2] = {}) {
  const { status } = await doors.webhook(EMAIL, body, { shop: SHOP, ...options })
  await workAll()
  return status
}

const emailBody = (customer: { id: number; email: string | null }, state: string, at: Date | null) => ({
  customer_id: customer.id,
  email_address: customer.email,
  email_marketing_consent: { state, opt_in_level: 'single_opt_in', consent_updated_at: at?.toISOString() ?? null },
})

describe('a newsletter form', () => {
  test('filled in by somebody new makes a record that staff find by the address', async () => {
    subscribeToNewsletter(standIn.state, 'New.Reader@example.com', 'fr')
    await workAll()
    const found = await inShop(async (tx) => {
      const subjects = await findSubjects(tx, [{ kind: 'email', value: 'new.reader@example.com' }])
      return searchEvents(tx, { subjects }, { size: 5, before: null })
    })
    expect(found.events).toMatchObject([
      { source: 'newsletter', choices: { 'email-offers': true }, registerVersion: 1, banner: null },
    ])
  })

  test('is withdrawn by the link in the mail: no to every marketing e-mail', async () => {
    const shopper = aShopper()
    switchAtShopify(shopper, { to: 'SUBSCRIBED', at: minute(0) })
    switchAtShopify(shopper, { to: 'UNSUBSCRIBED', at: minute(1) })
    await workAll()
    expect(await choicesOf(shopper)).toEqual({ 'email-offers': false, 'b2b-email': false })
    expect(await takeWriteBacks()).toEqual([])
  })
})

test('SMS agreed to in the checkout is recorded as such, for the purposes by SMS only', async () => {
  const register = theTemplate()
  const offers = register.purposes.find(({ id }) => id === 'email-offers')
  if (!offers) throw new Error('The template has no offers')
  const texts = { ...offers, id: 'texts' as typeof offers.id, channel: 'sms' as const }
  await publishRegister({ ...register, purposes: [...register.purposes, texts] })
  const shopper = aShopper()
  const body = {
    id: shopper.id,
    phone: shopper.phone,
    sms_marketing_consent: { state: 'subscribed', consent_updated_at: minute(0), consent_collected_from: 'SHOPIFY' },
  }
  await doors.webhook('customers_marketing_consent/update', body, { shop: SHOP })
  await workAll()
  expect(await ledger()).toEqual([{ source: 'checkout', choices: { texts: true } }])
})

describe('webhooks come as they like', () => {
  test('the same again, also under another id, and its job killed and run again: one record', async () => {
    const shopper = aShopper()
    const body = emailBody(shopper, 'subscribed', minute(0))
    await deliver(body, { id: 'first' })
    await deliver(body, { id: 'first' })
    await deliver(body, { id: 'second' })
    await workMessage(SHOP, 'first')
    expect(await ledger()).toHaveLength(1)
    expect(await outcomes()).toEqual(['recorded', 'known'])
  })

  test('worked by several workers at once: one record', async () => {
    const body = emailBody(aShopper(), 'subscribed', minute(0))
    const ids = ['a', 'b', 'c', 'd']
    for (const id of ids) await doors.webhook(EMAIL, body, { shop: SHOP, id })
    await Promise.all(ids.map((id) => workMessage(SHOP, id)))
    expect(await ledger()).toHaveLength(1)
    expect(await inShop((tx) => tx.subject.count())).toBe(1)
  })

  test('the older one last: the withdrawal stands, and the consent before it is proved', async () => {
    const shopper = aShopper()
    await deliver(emailBody(shopper, 'unsubscribed', minute(5)))
    await deliver(emailBody(shopper, 'subscribed', minute(1)))
    expect((await choicesOf(shopper))['email-offers']).toBe(false)
    expect(await outcomes()).toEqual(['recorded', 'late'])
    expect((await ledger()).map(({ choices }) => choices['email-offers'])).toEqual([false, true])
  })

  test('a consent that is older than what the customer refused in Kept does not undo it', async () => {
    const shopper = aShopper()
    await chooses(shopper, { 'email-offers': false }, minute(5))
    await deliver(emailBody(shopper, 'subscribed', minute(1)))
    expect(await choicesOf(shopper)).toEqual({ 'email-offers': false })
  })

  test('one signed by somebody else, and one that is changed behind the signature: 401, and no record', async () => {
    const body = emailBody(aShopper(), 'subscribed', minute(0))
    expect(await deliver(body, { secret: 'wrong' })).toBe(401)
    expect(await deliver(body, { headers: { 'x-shopify-hmac-sha256': 'x' } })).toBe(401)
    expect(await deliver(body, { path: '/webhooks/compliance' })).toBe(404)
    expect(await ledger()).toEqual([])
  })

  test('one that is not what Shopify documents waits for staff', async () => {
    expect(await deliver({ customer_id: 1, email_marketing_consent: 'yes' })).toBe(200)
    const [message] = await inShop((tx) => tx.inboxMessage.findMany({ select: { state: true, error: true } }))
    expect(message).toEqual({ state: 'needs_person', error: 'unexpected_content' })
  })
})

describe('nobody becomes known to Kept', () => {
  const known = () => inShop((tx) => tx.subject.count())
  test.each(['not_subscribed', 'pending', 'redacted', 'invalid'])('by being %s', async (state) => {
    await deliver(emailBody(aShopper(), state, minute(0)))
    expect([await known(), await outcomes()]).toEqual([0, ['says_nothing']])
  })

  test('by a consent that the register has no purpose for, and the message says that there was one', async () => {
    await publishRegister(aRegister())
    await deliver(emailBody(aShopper(), 'subscribed', minute(0)))
    expect([await known(), await outcomes()]).toEqual([0, ['undeclared']])
    const [message] = await inShop((tx) => tx.inboxMessage.findMany())
    expect(message?.outcome).toEqual({ marketing: 'undeclared', granted: true })
  })
})

test('an erased person is erased with everything that Shopify reported about them', async () => {
  const shopper = aShopper()
  await deliver(emailBody(shopper, 'unsubscribed', minute(0)))
  const subject = await subjectOf(shopper)
  await inShop(async (tx) => {
    await erasePerson(tx, identifiersOf({ id: shopper.id }))
    expect(await readIdentifiers(tx, subject)).toEqual([])
    expect(await tx.marketingHeard.count()).toBe(0)
    expect(await tx.consentEvent.count()).toBe(0)
  })
})

test('the stand-in sends what Shopify documents', () => {
  const shopper = aShopper()
  changeMarketing(standIn.state, shopper, {
    channel: 'email',
    to: 'SUBSCRIBED',
    at: new Date('2026-11-01T10:00:00.900Z'),
  })
  expect(marketingWebhook(shopper, 'email')).toMatchObject({
    topic: EMAIL,
    body: {
      customer_id: shopper.id,
      email_marketing_consent: { state: 'subscribed', consent_updated_at: '2026-11-01T10:00:00+00:00' },
    },
  })
})
