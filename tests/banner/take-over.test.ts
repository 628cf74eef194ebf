import { beforeEach, expect, test } from 'vitest'
import { readShopifyPrivacy, takeOver } from '../../app/banner/index.ts'
import { adminOfShop, openShop, standIn } from '../policy/publication/a-publishing-shop.ts'
import { withFault } from '../stand-in/a-stand-in.ts'

const { shop } = standIn.state

beforeEach(async () => {
  await openShop()
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
  shop.privacyFeatures.COOKIE_BANNER = true
  const notAsked = { regionCode: null, consentRequired: false, dataSaleOptOutRequired: false }
  shop.consentPolicies = (['FR', 'NO', 'CH', 'US'] as const).map((countryCode) => ({ ...notAsked, countryCode }))
})

const look = async () => readShopifyPrivacy(await adminOfShop())
const asks = () => shop.consentPolicies.filter((each) => each.consentRequired).map(({ countryCode }) => countryCode)

test('Kept asks in place of Shopify: its banner is off, and consent is waited for where the law asks for it alone', async () => {
  expect(await look()).toMatchObject({ ownBanner: true, without: expect.arrayContaining(['FR', 'NO', 'CH']) })
  expect(await takeOver(await adminOfShop())).toEqual({ ok: true })
  expect(await look()).toEqual({ ownBanner: false, without: [] })
  expect(asks()).toEqual(expect.arrayContaining(['FR', 'NO', 'CH']))
  expect(asks()).not.toContain('US')
})

test('what failed in between is told with what was done, and is only gone on with when it is run again', async () => {
  const refused = { message: 'Not today', code: 'UNSUPORTED_CONSENT_POLICY' }
  await withFault(standIn, { operation: 'consentPolicyUpdate', kind: 'userError', userError: refused })
  expect(await takeOver(await adminOfShop())).toEqual({ ok: false, failed: 'regions', message: 'Not today' })
  expect(shop.privacyFeatures.COOKIE_BANNER).toBe(false)
  // Turning it off a second time would be refused here.
  await withFault(standIn, { operation: 'KeptOwnBannerOff', kind: '500', times: 3 })
  expect(await takeOver(await adminOfShop())).toEqual({ ok: true })
  expect((await look()).without).toEqual([])
})

test.each([
  ['KeptPrivacyOfShop', 'look'],
  ['KeptOwnBannerOff', 'own_banner'],
] as const)('while Shopify does not answer to %s nothing is changed', async (operation, failed) => {
  await withFault(standIn, { operation, kind: '500', times: 3 })
  expect(await takeOver(await adminOfShop())).toEqual({ ok: false, failed, message: null })
  expect(shop.privacyFeatures.COOKIE_BANNER).toBe(true)
  expect(asks()).toEqual([])
})
