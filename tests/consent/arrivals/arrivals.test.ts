import { afterEach, describe, expect, test } from 'vitest'
import { addToDay } from '../../../app/consent/counts/index.ts'
import { appendEvent, arrivalsStopped, type DecisionSource } from '../../../app/consent/index.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop } from '../../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../../app/platform/shop-domain.ts'
import { onTransaction } from '../../../app/platform/sql.ts'
import { dayOf, daysAfter } from '../../../app/register/index.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { anEvent } from '../an-event.ts'

const DAY = 24 * 3_600_000

afterEach(() => clock.shift(0))

/** Decisions on each day from 30 days ago until `until` days ago. */
async function aShopWith({
  perDay,
  until,
  source = 'banner',
}: {
  perDay: number
  until: number
  source?: DecisionSource
}) {
  const shop = shopDomain.parse(aShop())
  for (let ago = 30; ago >= until; ago -= 1) {
    clock.shift(-ago * DAY)
    await Promise.all(Array.from({ length: perDay }, () => appendEvent(shop, anEvent({ source }))))
  }
  clock.shift(0)
  return shop
}

const stopped = (shop: ShopDomain) => forShop(shop, arrivalsStopped)

test('a shop whose choices stopped two days ago is told since when', async () => {
  const shop = await aShopWith({ perDay: 12, until: 2 })
  const found = await stopped(shop)
  expect(found).toEqual({ since: expect.any(Date), visits: 0 })
  expect(Math.round((Date.now() - Number(found?.since)) / DAY)).toBe(2)
})

test('what staff and newsletters record hides no silence of the storefront', async () => {
  const shop = await aShopWith({ perDay: 12, until: 2 })
  await appendEvent(shop, anEvent({ source: 'newsletter' }))
  await appendEvent(shop, anEvent({ source: 'staff' }))
  expect(await stopped(shop)).not.toBeNull()
})

test('one choice that arrives ends the alarm', async () => {
  const shop = await aShopWith({ perDay: 12, until: 2 })
  await appendEvent(shop, anEvent({ source: 'gpc' }))
  expect(await stopped(shop)).toBeNull()
})

test.each<[string, Parameters<typeof aShopWith>[0]]>([
  ['where they arrive', { perDay: 12, until: 0 }],
  ['of a shop that few visit', { perDay: 1, until: 3 }],
  ['of a shop that has none', { perDay: 0, until: 0 }],
  ['of a shop with newsletter consents alone', { perDay: 12, until: 2, source: 'newsletter' }],
])('nothing is said %s', async (_, days) => {
  expect(await stopped(await aShopWith(days))).toBeNull()
})

describe('visits still see the banner', () => {
  const today = dayOf(new Date())
  const seenBy = (shop: ShopDomain, ago: number, shown: number, answered = 0) =>
    forShop(shop, (tx) => addToDay(onTransaction(tx), shop, daysAfter(today, -ago), { shown, answered }))

  test('and nobody answers since yesterday: staff hear it today, long before silence alone would tell', async () => {
    const shop = await aShopWith({ perDay: 1, until: 1 })
    for (let ago = 10; ago >= 1; ago -= 1) await seenBy(shop, ago, 20, 10)
    expect(await stopped(shop)).toBeNull()
    await seenBy(shop, 0, 60)
    expect(await stopped(shop)).toEqual({ since: expect.any(Date), visits: 60 })
  })

  test('and one person answers: nothing is said; a browser’s signal alone does not hide it', async () => {
    const shop = await aShopWith({ perDay: 1, until: 1 })
    for (let ago = 10; ago >= 1; ago -= 1) await seenBy(shop, ago, 20, 10)
    await seenBy(shop, 0, 60)
    await appendEvent(shop, anEvent({ source: 'gpc' }))
    expect(await stopped(shop)).toMatchObject({ visits: 60 })
    await appendEvent(shop, anEvent({ source: 'preferences' }))
    expect(await stopped(shop)).toBeNull()
  })

  test('and nobody has ever answered: staff of a new shop hear it too', async () => {
    const shop = shopDomain.parse(aShop())
    await seenBy(shop, 3, 200)
    expect(await stopped(shop)).toBeNull()
    await seenBy(shop, 1, 200)
    const since = new Date(daysAfter(today, -3))
    expect(await stopped(shop)).toEqual({ since, visits: 400 })
  })
})
