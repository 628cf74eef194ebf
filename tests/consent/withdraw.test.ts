import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  appendEvent,
  currentChoicesOf,
  enteredBy,
  ledgerLength,
  searchEvents,
  withdraw,
} from '../../app/consent/index.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { erasePerson } from '../../app/requests/index.ts'
import { identifiersOf, identify, linkVisitor, type SubjectId } from '../../app/subjects/index.ts'
import { aCustomer, aShop } from '../setup/shopify-calls.ts'
import { anEvent, aSubject } from './an-event.ts'

beforeAll(startQueue)
afterAll(() => stopQueue(0))

const newShop = () => shopDomain.parse(aShop())

const choicesOf = async (shop: ShopDomain, subject: SubjectId) =>
  Object.fromEntries(
    (await forShop(shop, (tx) => currentChoicesOf(tx, subject))).map((one) => [one.purpose, one.granted]),
  )

const staffWithdraws = (shop: ShopDomain, subject: SubjectId, purposes: string[]) =>
  forShop(shop, (tx) => withdraw(tx, { subject, purposes, staffId: '42' }))

test('what a customer tells staff counts in every browser of theirs, and it is noted who was told', async () => {
  const shop = newShop()
  const person = identifiersOf(aCustomer())
  const phone = aSubject()
  const customer = await forShop(shop, async (tx) => {
    await linkVisitor(tx, phone, person)
    return identify(tx, person)
  })
  await appendEvent(shop, anEvent({ subject: phone, choices: { 'email-offers': true, profiling: true } }))
  const recorded = await staffWithdraws(shop, customer, ['email-offers'])
  expect(await choicesOf(shop, phone)).toEqual({ 'email-offers': false, profiling: true })
  await forShop(shop, async (tx) => {
    const { events } = await searchEvents(tx, { source: 'staff' }, { size: 5, before: null })
    expect(events).toMatchObject([{ id: recorded?.id, choices: { 'email-offers': false }, banner: null }])
    expect(await enteredBy(tx, [recorded?.id ?? ''])).toEqual(new Map([[recorded?.id, '42']]))
  })
})

test('clicked twice it is one withdrawal', async () => {
  const shop = newShop()
  const subject = aSubject()
  await staffWithdraws(shop, subject, ['email-offers'])
  expect(await staffWithdraws(shop, subject, ['email-offers'])).toBe(null)
  expect(await forShop(shop, ledgerLength)).toBe(1)
})

test('a job that tells Shopify is enqueued with it, and not when the rest of the work fails', async () => {
  const shop = newShop()
  const jobs = async () => {
    const { rows } = await pool.query(
      `SELECT data FROM pgboss.job WHERE name = 'marketing-write-back' AND data ->> 'shop' = $1`,
      [shop],
    )
    return rows.map(({ data }) => data.subject)
  }
  const subject = aSubject()
  const failing = forShop(shop, async (tx) => {
    await withdraw(tx, { subject, purposes: ['email-offers'], staffId: '42' })
    throw new Error('the rest of the work failed')
  })
  await expect(failing).rejects.toThrow('the rest of the work failed')
  expect([await jobs(), await forShop(shop, ledgerLength)]).toEqual([[], 0])
  await staffWithdraws(shop, subject, ['email-offers'])
  expect(await jobs()).toEqual([subject])
})

test('when the person is erased, so is who of the staff entered their withdrawal', async () => {
  const shop = newShop()
  const person = identifiersOf(aCustomer())
  const subject = await forShop(shop, (tx) => identify(tx, person))
  const recorded = await staffWithdraws(shop, subject, ['email-offers'])
  await forShop(shop, (tx) => erasePerson(tx, person))
  expect(await forShop(shop, (tx) => enteredBy(tx, [recorded?.id ?? '']))).toEqual(new Map())
})
