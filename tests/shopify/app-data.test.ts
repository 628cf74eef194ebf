import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AdminApi } from '../../app/shopify/admin.ts'
import { readInstallation, readTimeZone, writeAppData } from '../../app/shopify/app-data.ts'
import { BACKGROUND, INTERACTIVE, ShopifyRefusal, ShopifyUnavailable } from '../../app/shopify/calls.ts'
import { readShopDetails } from '../../app/shopify/shop-details.ts'
import { adminOfShop, openShop, standIn } from '../policy/publication/a-publishing-shop.ts'
import { withFault } from '../stand-in/a-stand-in.ts'

const mend = () => fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })

beforeEach(async () => {
  await openShop()
  standIn.state.shop.metafields = []
})
afterEach(mend)

const enabled = { key: 'enabled', type: 'boolean', value: 'true' } as const

const write = async (admin: AdminApi, retryPolicy = INTERACTIVE) => {
  const { id } = await readInstallation(admin)
  await writeAppData(admin, id, [enabled], retryPolicy)
}

const CALLS: [string, (admin: AdminApi) => Promise<unknown>][] = [
  ['KeptInstallation', readInstallation],
  ['KeptTimeZone', readTimeZone],
  ['KeptShopDetails', readShopDetails],
  ['KeptAppData', write],
]

describe.each(CALLS)('when Shopify does not do %s for staff', (operation, call) => {
  test.each([
    ['throttled', 'throttled'],
    ['500', 'server_error'],
  ])('(%s) they are told that Shopify is unavailable', async (kind, outage) => {
    const admin = await adminOfShop()
    await withFault(standIn, { operation, kind, times: 20 })
    await expect(call(admin)).rejects.toMatchObject({ name: 'ShopifyUnavailable', outage })
    await mend()
    await call(admin)
  })
})

test('a Shopify that never answers keeps nobody waiting longer than the time limit of a page', async () => {
  const admin = await adminOfShop()
  for (const [operation] of CALLS) await withFault(standIn, { operation, kind: 'timeout', times: 20 })
  const began = performance.now()
  const calls = await Promise.allSettled(CALLS.slice(0, 3).map(([, call]) => call(admin)))
  expect(performance.now() - began).toBeLessThan(3 * INTERACTIVE.timeoutMs)
  for (const call of calls) expect(call).toMatchObject({ status: 'rejected', reason: { outage: 'no_answer' } })
})

test('a job writes all the same when Shopify fails once', async () => {
  const admin = await adminOfShop()
  await withFault(standIn, { operation: 'KeptAppData', kind: 'throttled', times: 1 })
  await write(admin, BACKGROUND)
  expect(standIn.state.shop.metafields).toMatchObject([{ key: 'enabled', value: 'true' }])
})

describe('a value that was written in place of a known one', () => {
  test('is not tried again by the same call: its own first try would look like somebody else’s', async () => {
    const admin = await adminOfShop()
    const { id } = await readInstallation(admin)
    await withFault(standIn, { operation: 'KeptAppData', kind: '500', times: 1 })
    const compared = writeAppData(admin, id, [{ ...enabled, compareDigest: null }], BACKGROUND)
    await expect(compared).rejects.toThrow(ShopifyUnavailable)
  })

  test('is refused, with Shopify’s own code, when somebody else wrote meanwhile', async () => {
    const admin = await adminOfShop()
    const { id } = await readInstallation(admin)
    await write(admin)
    const stale = writeAppData(admin, id, [{ ...enabled, compareDigest: null }], BACKGROUND)
    await expect(stale).rejects.toMatchObject({ name: 'ShopifyRefusal', code: 'STALE_OBJECT' })
    await expect(stale).rejects.toThrow(ShopifyRefusal)
  })
})
