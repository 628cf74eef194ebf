import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { addToDay } from '../../../app/consent/counts/index.ts'
import { appendEvent, countVisit, storefrontCounts, writeVisits } from '../../../app/consent/index.ts'
import { sealNext } from '../../../app/consent/seals/index.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop } from '../../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../../app/platform/shop-domain.ts'
import { onTransaction } from '../../../app/platform/sql.ts'
import { dayOf } from '../../../app/register/index.ts'
import { aDecision, aShop } from '../../setup/shopify-calls.ts'
import { withDoors } from '../../setup/with-doors.ts'
import { anEvent } from '../an-event.ts'

const doors = withDoors()
const DAY = 24 * 3_600_000
afterEach(() => clock.shift(0))

const newShop = () => shopDomain.parse(aShop())
const counts = (shop: ShopDomain) => forShop(shop, storefrontCounts)
const storedDays = (shop: ShopDomain) => forShop(shop, (tx) => tx.storefrontDay.count())
const visits = (shop: ShopDomain, number: number) => {
  for (let n = 0; n < number; n += 1) countVisit(shop)
}

describe('a visit that saw the banner', () => {
  test('is counted for its shop and its day', async () => {
    const [shop, other] = [newShop(), newShop()]
    clock.shift(-DAY)
    visits(shop, 2)
    clock.shift(0)
    visits(shop, 3)
    visits(other, 1)
    await writeVisits()
    visits(shop, 1)
    await writeVisits()
    expect((await counts(shop)).days.map(({ shown }) => shown)).toEqual([2, 4])
    expect(await counts(other)).toMatchObject({ shown: 1, isWhole: false })
  })

  test('is written later when the database does not take it now, and the other shops’ visits at once', async () => {
    const [shop, other] = [newShop(), newShop()]
    const busy = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
    await busy.connect()
    await busy.query('BEGIN')
    await busy.query('INSERT INTO storefront_days (shop, day) VALUES ($1, $2)', [shop, dayOf(clock.now())])
    visits(shop, 5)
    visits(other, 1)
    await writeVisits()
    expect((await counts(other)).shown).toBe(1)
    await busy.query('ROLLBACK')
    await busy.end()
    expect((await counts(shop)).shown).toBe(0)
    await writeVisits()
    expect((await counts(shop)).shown).toBe(5)
  })

  test('of a shop that has removed Kept leaves nothing', async () => {
    const shop = newShop()
    visits(shop, 5)
    await forShop(shop, (tx) => tx.installation.updateMany({ data: { uninstalledAt: new Date() } }))
    await writeVisits()
    expect(await storedDays(shop)).toBe(0)
  })

  test('is forgotten after 13 months', async () => {
    const shop = newShop()
    clock.shift(-397 * DAY)
    visits(shop, 1)
    await writeVisits()
    clock.shift(-10 * DAY)
    visits(shop, 1)
    await writeVisits()
    expect(await storedDays(shop)).toBe(2)
    clock.shift(0)
    visits(shop, 1)
    await writeVisits()
    expect(await storedDays(shop)).toBe(2)
  })
})

describe('an answer to the banner', () => {
  test('is counted once, when it is sealed; signals, later changes and other forms are no answers', async () => {
    const shop = newShop()
    await forShop(shop, (tx) => addToDay(onTransaction(tx), shop, dayOf(clock.now()), { shown: 10 }))
    const events = [
      anEvent({ source: 'banner' }),
      anEvent({ source: 'banner', previous: randomUUID() }),
      anEvent({ source: 'preferences' }),
      anEvent({ source: 'preferences', previous: randomUUID() }),
      anEvent({ source: 'gpc' }),
      anEvent({ source: 'newsletter' }),
    ]
    for (const event of events) await appendEvent(shop, event)
    await forShop(shop, sealNext)
    expect((await counts(shop)).answered).toBe(3)
    await forShop(shop, sealNext)
    await appendEvent(shop, anEvent({ source: 'banner' }))
    await forShop(shop, sealNext)
    expect(await counts(shop)).toMatchObject({ shown: 10, answered: 4 })
  })
})

describe('a record that a browser gave up', () => {
  const gaveUp = async (shop: ShopDomain) => (await counts(shop)).gaveUp

  test('is counted with the next one that arrives, once, however often that is sent', async () => {
    const shop = newShop()
    const decision = aDecision({ gaveUp: 3 })
    const again = Array.from({ length: 4 }, () => doors.consent(decision, { shop }))
    for (const { status } of await Promise.all(again)) expect(status).toBe(200)
    expect((await doors.consent(decision, { shop })).status).toBe(200)
    expect(await gaveUp(shop)).toBe(3)
  })

  test('is counted where it stands among others, and for a customer who is signed in', async () => {
    const shop = newShop()
    const sent = [aDecision(), aDecision({ gaveUp: 1 }), aDecision({ gaveUp: 2 }), aDecision()]
    await Promise.all(sent.map((decision) => doors.consent(decision, { shop })))
    const signedIn = aDecision({ gaveUp: 4 })
    for (const _twice of [1, 2]) await doors.consent(signedIn, { shop, customerId: '7' })
    expect(await gaveUp(shop)).toBe(7)
  })

  test('that nobody can have kept is not believed, and the decision is recorded all the same', async () => {
    const shop = newShop()
    expect((await doors.consent(aDecision({ gaveUp: 1e9 }), { shop })).status).toBe(200)
    expect(await gaveUp(shop)).toBe(0)
  })
})
