import { expect, test } from 'vitest'
import { press, visit } from './browser.ts'
import { BANNER } from './storefront.ts'

/** What a browser writes to the console where there is no page. */
const NOT_FOUND = /the server responded with a status of 404/

test('when the merchant has chosen another prefix, the first choice finds it, and no other app gets the record', async () => {
  await using shopper = await visit(
    { locale: 'en' },
    { expects: NOT_FOUND, before: (shop) => Object.assign(shop, { proxyPath: '/tools/privacy' }) },
  )
  const { page, shop, calls } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  expect(shop.received[0]?.path).toBe('/en/tools/privacy/consent')
  expect(calls).toEqual(['/en/apps/privacy/consent', '/en/tools/privacy/consent'])
  await press(page, 'open')
  const receipt = page.locator('site-choices #n')
  expect(await receipt.getAttribute('href')).toBe(`/en/tools/privacy/receipts/${shop.received[0]?.body.id}`)
})

test('a subpath of the merchant’s own cannot be guessed: the record waits, and the others are asked once a page', async () => {
  await using shopper = await visit(
    {},
    { expects: NOT_FOUND, before: (shop) => Object.assign(shop, { proxyPath: '/apps/vie_privee' }) },
  )
  const { page, shop, calls } = shopper
  await press(page, 'no')
  const memory = () => page.evaluate(() => JSON.parse(localStorage.kp1 ?? '{}'))
  await expect.poll(async () => (await memory()).f).toBe(1)
  expect((await memory()).q).toHaveLength(1)
  expect(calls).toHaveLength(1)
  expect(shop.requests.filter((path) => path.endsWith('/address'))).toHaveLength(3)
  // Kept has heard of the new address, and its configuration has it.
  shop.options.banner = { ...BANNER, proxy: '/apps/vie_privee' }
  await page.evaluate(() => {
    localStorage.kp1 = JSON.stringify({ ...JSON.parse(localStorage.kp1), n: 0 })
  })
  await page.reload()
  await shopper.recorded(1)
  expect(shop.received[0]?.path).toBe('/apps/vie_privee/consent')
})
