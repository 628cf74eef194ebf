import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { decision } from '../../app/consent/model.ts'
import { banner, press, visit } from './browser.ts'

const ALL = (granted: boolean) => ({ preferences: granted, analytics: granted, marketing: granted })
const choice = (page: Page) => page.evaluate(() => window.Kept.choice())

const OLD_BROWSERS = {
  'without crypto.randomUUID': () => {
    Object.defineProperty(crypto, 'randomUUID', { value: undefined })
  },
  'without dialogs': () => {
    for (const name of ['showModal', 'show', 'close'] as const) {
      Object.defineProperty(HTMLDialogElement.prototype, name, { value: undefined })
    }
    Object.defineProperty(HTMLDialogElement.prototype, 'open', { value: undefined })
  },
  'without the Cookie Store API and idle callbacks': () => {
    Reflect.deleteProperty(window, 'cookieStore')
    Reflect.deleteProperty(window, 'requestIdleCallback')
  },
  'with things added to every array and object': () => {
    for (const prototype of [Array.prototype, Object.prototype]) {
      Object.assign(prototype, { first: () => 'added', last: [2, 2, 2] })
    }
  },
  'with a dataLayer that is no list': () => {
    Object.assign(window, { dataLayer: { push: 'nothing' } })
  },
  'with a fetch that throws at once, the first time': () => {
    const real = fetch
    window.fetch = () => {
      window.fetch = real
      throw new Error('no')
    }
  },
} as const

test.each(Object.keys(OLD_BROWSERS) as (keyof typeof OLD_BROWSERS)[])(
  'a shopper with a browser or a page %s can refuse and accept, and is not asked again',
  async (kind) => {
    await using shopper = await visit()
    const { page } = shopper
    await page.addInitScript(OLD_BROWSERS[kind])
    await page.reload()
    await press(page, 'no')
    await page.reload()
    await page.locator('site-choices #r').waitFor()
    expect(await banner(page).isVisible()).toBe(false)
    expect(await choice(page)).toEqual(ALL(false))
    await page.locator('site-choices #r').click()
    await page.locator('site-choices dialog [data-kept=yes]').click()
    await expect.poll(() => choice(page)).toEqual(ALL(true))
    await expect.poll(() => page.locator('site-choices dialog').isVisible()).toBe(false)
  },
)

test.each([
  ['US-CA', 'USCA'],
  ['FR', 'FR'],
  [null, ''],
  [undefined, ''],
  ['fr', ''],
  ['', ''],
  [42, ''],
  [true, ''],
  [{}, ''],
  ['FRIDFFRIDF', ''],
])('a choice made where Shopify calls the region %j is recorded, and not asked for again', async (region, recorded) => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await page.evaluate(() => window.Shopify?.loadFeatures?.([], () => {}))
  await page.evaluate((answer) => {
    const api = window.Shopify?.customerPrivacy
    if (api) Object.assign(api, { getRegion: () => answer, consentId: () => answer })
  }, region)
  await press(page, 'no')
  await shopper.recorded(1)
  expect(shop.received[0]?.body.region).toBe(recorded)
  expect(decision.safeParse(shop.received[0]?.body)).toMatchObject({ success: true, data: { choices: ALL(false) } })
  await page.reload()
  expect(await banner(page).isVisible()).toBe(false)
})

test.each(['US-CA', null, 'fr', '', 7, {}])(
  'the app takes a decision with the region %j, whatever page sent it',
  (region) => {
    const sent = {
      id: '01890000-0000-7000-8000-000000000000',
      visitor: '01890000-0000-7000-8000-000000000001',
      choices: { analytics: false },
      surface: 'banner',
      language: 'fr',
      region,
      gpc: false,
      banner: 'abcdef0123456789',
      consentId: 12,
    }
    expect(decision.safeParse(sent)).toMatchObject({
      success: true,
      data: { region: '', choices: { analytics: false } },
    })
  },
)

const NOWHERE = [
  'saleOfDataRegion',
  'shouldShowBanner',
  'getRegion',
  'consentId',
  'marketingAllowed',
  'currentVisitorConsent',
]
test.each([
  ['throws', 'throw'],
  ['is missing', 'missing'],
  ['answers null', 'null'],
])('a shopper whom Shopify cannot place, because each question to it %s, is asked and can refuse', async (_, how) => {
  await using shopper = await visit({ country: 'JP' }, { expects: /never/ })
  const { page, shop } = shopper
  await page.addInitScript(
    ([questions, kind]) => {
      document.addEventListener('consentTrackingApiLoaded', () => {
        const api = window.Shopify?.customerPrivacy as Record<string, unknown> | undefined
        for (const question of questions ?? []) {
          if (!api) continue
          api[question as string] =
            kind === 'missing'
              ? undefined
              : () => {
                  if (kind === 'throw') throw new Error('odd')
                  return null
                }
        }
      })
    },
    [NOWHERE, how] as const,
  )
  await page.reload()
  await banner(page).waitFor()
  await press(page, 'no')
  await shopper.recorded(1)
  expect(shop.received[0]?.body.choices).toEqual(ALL(false))
})

test('a refusal that Shopify’s API rejects by a promise is told again, and nothing is thrown', async () => {
  await using shopper = await visit({}, { isTimeStopped: true })
  const { page } = shopper
  await page.evaluate(() => window.Shopify?.loadFeatures?.([], () => {}))
  await page.clock.runFor(10)
  await page.evaluate(() => {
    const api = window.Shopify?.customerPrivacy
    const real = api?.setTrackingConsent
    if (!api || !real) return
    let times = 0
    api.setTrackingConsent = (consent, done) => {
      times += 1
      return times === 1 ? Promise.reject({ error: 'no' }) : real(consent, done)
    }
  })
  await press(page, 'no')
  await page.clock.runFor(1200)
  await shopper.recorded(1)
  await expect.poll(() => page.evaluate('__calls')).toEqual([ALL(false)])
})

test('whatever a page dispatches, no handler of Kept throws, and nothing is chosen by it', async () => {
  await using shopper = await visit({
    body: '<svg data-kept="yes"><a id="svg">x</a></svg><b id="yes" data-kept="yes">y</b><b id="odd" data-kept="[object]">z</b>',
  })
  const { page } = shopper
  await banner(page).waitFor()
  await page.evaluate(() => {
    const events = [
      'click',
      'storage',
      'pageshow',
      'pagehide',
      'visibilitychange',
      'DOMContentLoaded',
      'consentTrackingApiLoaded',
      'visitorConsentCollected',
      'kept:choice',
      'message',
      'toggle',
    ]
    const text = document.querySelector('#buy')?.firstChild
    for (const type of events) {
      for (const target of [window, document, document.documentElement, text, document.querySelector('site-choices')]) {
        target?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true, composed: true }))
        for (const detail of [null, undefined, 0, '', [], {}, 'x'])
          target?.dispatchEvent(new CustomEvent(type, { detail }))
      }
    }
    dispatchEvent(new StorageEvent('storage', { key: null }))
    dispatchEvent(new StorageEvent('storage', { key: 'kp1', newValue: '{' }))
    for (const data of [null, 'kept', { kept: 1 }]) postMessage(data, '*')
    document.querySelector<HTMLElement>('#yes')?.click()
    document.querySelector<HTMLElement>('#odd')?.click()
    document.querySelector('#svg')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  })
  expect(await page.evaluate(() => [localStorage.kp1, document.cookie])).toEqual([undefined, ''])
  await press(page, 'no')
  await shopper.recorded(1)
})

test.each([
  'null',
  '1',
  '"x"',
  '[]',
  '{"c":null}',
  '{"c":{"analytics":1}}',
  '{"c":{"analytics":[1]},"q":7}',
  '{"p":5,"w":"x"}',
  '{',
])('a storage that holds %s, by accident, costs no page, and the shopper can choose', async (stored) => {
  await using shopper = await visit()
  const { page } = shopper
  await page.evaluate((text) => {
    localStorage.kp1 = text
  }, stored)
  await page.reload()
  await press(page, 'no')
  await shopper.recorded(1)
  expect(await choice(page)).toEqual(ALL(false))
})

test('a page that prints the banner twice asks once, and records once', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await page.evaluate(() => {
    // What a library does that runs the scripts of a page again.
    for (const script of document.querySelectorAll('head script:not([src])')) {
      if (!/Kept/.test(script.textContent ?? '')) continue
      const again = document.createElement('script')
      again.text = script.textContent ?? ''
      document.head.append(again)
    }
  })
  expect(await page.locator('site-choices').count()).toBe(1)
  await press(page, 'no')
  await shopper.recorded(1)
  expect(shopper.calls).toHaveLength(1)
})
