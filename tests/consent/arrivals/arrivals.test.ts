import { afterEach, expect, test } from 'vitest'
import { appendEvent, arrivalsStopped, type DecisionSource } from '../../../app/consent/index.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop } from '../../../app/platform/db.ts'
import { shopDomain } from '../../../app/platform/shop-domain.ts'
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

const stopped = (shop: Awaited<ReturnType<typeof aShopWith>>) => forShop(shop, arrivalsStopped)

test('a shop whose choices stopped two days ago is told since when', async () => {
  const shop = await aShopWith({ perDay: 12, until: 2 })
  expect(await stopped(shop)).toEqual(expect.any(Date))
  expect(Math.round((Date.now() - Number(await stopped(shop))) / DAY)).toBe(2)
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
