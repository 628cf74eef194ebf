import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { banner, preferences, press, visit } from './browser.ts'
import { BANNER } from './storefront.ts'

const ALL = (granted: boolean) => ({ preferences: granted, analytics: granted, marketing: granted })
const calls = (page: Page) => page.evaluate('__calls')
const memory = (page: Page) => page.evaluate(() => JSON.parse(localStorage.kp1 ?? 'null'))
/** Whether more than the inline part has run. */
const isAwake = (page: Page) => page.evaluate(() => 'act' in window.Kept)
const reopen = (page: Page) => page.locator('site-choices #r')
/** Google Consent Mode commands, in order: [verb, analytics, ad_storage, ad_user_data, functionality]. */
const consentMode = (page: Page) =>
  page.evaluate(() =>
    [...(window.dataLayer ?? [])].map((entry) => {
      const [, verb, signals] = entry as [string, string, Record<string, string>]
      return [verb, signals.analytics_storage, signals.ad_storage, signals.ad_user_data, signals.functionality_storage]
    }),
  )

test('a refusal on the first layer is kept, told to Shopify and recorded for the shop, purpose by purpose', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await banner(page).waitFor()
  await press(page, 'no')
  await shopper.recorded(1)
  expect(await banner(page).isVisible()).toBe(false)
  expect(await calls(page)).toEqual([ALL(false)])
  const [record] = shop.received
  expect(record).toMatchObject({
    path: '/apps/privacy/consent',
    type: 'application/json',
    body: {
      choices: ALL(false),
      surface: 'banner',
      language: 'fr',
      region: 'FRIDF',
      gpc: false,
      banner: BANNER.version,
      consentId: '01890000-0000-4000-8000-000000000000',
    },
  })
  expect(record?.body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(`${record?.body.id.slice(0, 8)}${record?.body.id.slice(9, 13)}`, 16)).toBeCloseTo(
    Date.now(),
    -5,
  )
  expect(record?.body.previous).toBeUndefined()
  expect(record?.bytes).toBeLessThanOrEqual(2048)
  expect(await consentMode(page)).toEqual([['default', 'denied', 'denied', 'denied', 'denied']])
})

test('an acceptance reaches Google only after Shopify has taken it, and hides the banner before either', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await banner(page).waitFor()
  const hiddenInTheClick = await page.evaluate(() => {
    const root = document.querySelector('site-choices')?.shadowRoot
    root?.querySelector<HTMLElement>('[data-kept=yes]')?.click()
    return [root?.querySelector<HTMLElement>('section')?.hidden, window.dataLayer?.length]
  })
  expect(hiddenInTheClick).toEqual([true, 1])
  await shopper.recorded(1)
  expect(shop.received[0]?.body.choices).toEqual(ALL(true))
  expect(await consentMode(page)).toEqual([
    ['default', 'denied', 'denied', 'denied', 'denied'],
    ['update', 'granted', 'granted', 'granted', 'granted'],
  ])
  expect(await page.evaluate(() => window.Kept.choice())).toEqual(ALL(true))
})

test('a shopper who ticks one purpose grants that one alone, and finds it ticked again', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await press(page, 'open')
  const boxes = preferences(page).getByRole('checkbox')
  await boxes.nth(2).waitFor()
  expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual([
    false,
    false,
    false,
  ])
  await boxes.nth(1).check()
  await press(page, 'save')
  await shopper.recorded(1)
  expect(shop.received[0]?.body).toMatchObject({
    choices: { preferences: false, analytics: true, marketing: false },
    surface: 'preferences',
  })
  expect(await banner(page).isVisible()).toBe(false)
  await reopen(page).click()
  await boxes.nth(2).waitFor()
  expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual([
    false,
    true,
    false,
  ])
  const receipt = preferences(page).getByRole('link', { name: shop.received[0]?.body.id })
  expect(await receipt.getAttribute('href')).toBe(`/apps/privacy/receipts/${shop.received[0]?.body.id}`)
  expect((await receipt.boundingBox())?.height).toBeGreaterThanOrEqual(44)
})

test('a returning visitor is not asked, runs nothing but the inline check, and Google starts from the choice', async () => {
  await using shopper = await visit({}, { isTimeStopped: true })
  const { page, shop } = shopper
  await press(page, 'yes')
  await page.clock.runFor(50)
  await shopper.recorded(1)
  shop.requests.length = 0
  // Whatever else ran would need Shopify's API.
  shop.options.shopify = { loadAfter: 'absent' }
  await page.reload()
  await reopen(page).waitFor()
  expect(await banner(page).isVisible()).toBe(false)
  expect(await consentMode(page)).toEqual([
    ['default', 'denied', 'denied', 'denied', 'denied'],
    ['update', 'granted', 'granted', 'granted', 'granted'],
  ])
  expect(await page.evaluate(() => window.Kept.allows('marketing'))).toBe(true)
  await page.waitForLoadState('load')
  expect(shop.requests).toEqual(['/', '/cdn/extensions/assets/consent-banner.js'])
  expect(await isAwake(page)).toBe(false)
  // It is there, and starts when it is needed.
  await reopen(page).click()
  await preferences(page).getByRole('checkbox', { checked: true }).nth(2).waitFor()
  await press(page, 'no')
  // The record goes without Shopify's consent id.
  await page.clock.runFor(1500)
  await shopper.recorded(2)
})

test('a refusal given in the customer account meanwhile holds here once Shopify tells of it', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.evaluate(() => {
    localStorage._tracking_consent = JSON.stringify({ ...JSON.parse(localStorage._tracking_consent), marketing: false })
  })
  shop.options.shopify = { loadAfter: 50, loadsItself: true }
  await page.reload()
  await expect.poll(() => page.evaluate(() => window.Kept.choice())).toEqual({ ...ALL(true), marketing: false })
  expect((await consentMode(page)).at(-1)).toEqual(['update', 'granted', 'denied', 'denied', 'granted'])
})

test('a theme that adds held-back content for a returning visitor has it looked at', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.reload()
  await page.evaluate(() => {
    const script = Object.assign(document.createElement('script'), { type: 'text/plain', text: 'window.ran = 1' })
    script.dataset.purpose = 'analytics'
    document.body.append(script)
    window.Kept.scan()
  })
  await expect.poll(() => page.evaluate('window.ran')).toBe(1)
})

test('a withdrawal is one press from any page, deletes the trackers of its purpose and spares those of Shopify', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.evaluate(() => {
    for (const name of ['_ga', '_ga_X1', '_fbp', '_shopify_y', 'cart', 'localization']) {
      // biome-ignore lint/suspicious/noDocumentCookie: it is cookies that are tested
      document.cookie = `${name}=1;path=/`
    }
    localStorage.setItem('_ga_store', '1')
  })
  await page.reload()
  await page.locator('#footer').click()
  expect(page.url()).toBe(shop.url)
  await preferences(page).getByRole('checkbox').nth(1).uncheck()
  await preferences(page).getByRole('checkbox').nth(2).uncheck()
  await press(page, 'save')
  await shopper.recorded(2)
  expect(shop.received[1]?.body).toMatchObject({
    choices: { preferences: true, analytics: false, marketing: false },
    previous: shop.received[0]?.body.id,
    visitor: shop.received[0]?.body.visitor,
  })
  const cookies = () =>
    page.evaluate(() =>
      document.cookie
        .split('; ')
        .map((cookie) => cookie.split('=')[0])
        .sort(),
    )
  await expect.poll(cookies).toEqual(['_shopify_y', 'cart', 'kp1', 'localization'])
  expect(await page.evaluate(() => Object.keys(localStorage).sort())).toEqual(['_tracking_consent', 'kp1'])
  expect((await consentMode(page)).at(-1)).toEqual(['update', 'denied', 'denied', 'denied', 'granted'])
})

test('a click that comes before the asset is carried out when it arrives', async () => {
  await using shopper = await visit({}, { before: (shop) => Object.assign(shop, { asset: 'held' }) })
  const { page, shop } = shopper
  await banner(page).waitFor()
  await press(page, 'yes')
  expect(await isAwake(page)).toBe(false)
  expect(await banner(page).isVisible()).toBe(false)
  shop.releaseAsset()
  await shopper.recorded(1)
  expect(shop.received[0]?.body).toMatchObject({ choices: ALL(true), surface: 'banner' })
})

test('a shopper who refuses and leaves before the asset arrives is recorded on the next page, and not asked again', async () => {
  await using shopper = await visit(
    {},
    { before: (shop) => Object.assign(shop, { asset: 'blocked' }), expects: /status of 404/ },
  )
  const { page, shop } = shopper
  await press(page, 'no')
  shop.asset = 'at once'
  await page.reload()
  await shopper.recorded(1)
  expect(shop.received[0]?.body.choices).toEqual(ALL(false))
  expect(await banner(page).isVisible()).toBe(false)
})

test('"choose" pressed before the asset opens the preferences when it arrives', async () => {
  await using shopper = await visit({}, { before: (shop) => Object.assign(shop, { asset: 'held' }) })
  const { page, shop } = shopper
  await banner(page).locator('[data-kept=open]').click()
  shop.releaseAsset()
  await preferences(page).waitFor()
})

test('a theme can ask, listen and open the preferences, even before the asset is there', async () => {
  await using shopper = await visit({
    head: '<script>window.heard=[];window.stop=Kept.subscribe(c=>heard.push(c.analytics));Kept.open()</script>',
  })
  const { page } = shopper
  await preferences(page).waitFor()
  await press(page, 'yes')
  await expect.poll(() => page.evaluate('heard')).toEqual([false, true])
  await page.evaluate('stop()')
  await page.evaluate(() => window.Kept.open())
  await preferences(page).waitFor()
  await press(page, 'no')
  expect(await page.evaluate('heard')).toEqual([false, true])
  expect(await page.evaluate(() => window.Kept.choice())).toEqual(ALL(false))
})

test('an asset that comes from the cache, before the page has a body, opens what was asked for all the same', async () => {
  await using shopper = await visit({
    head: '<script>Kept.open()</script><script src="/cdn/extensions/assets/consent-banner.js"></script>',
  })
  await preferences(shopper.page).waitFor()
})

test.each([
  ['a refusal', 'no', 5, false],
  ['a refusal', 'no', 7, true],
  ['an acceptance', 'yes', 5, false],
  ['an acceptance', 'yes', 7, true],
])('%s (%s) of %i months ago is asked again: %s', async (_, action, months, asked) => {
  await using shopper = await visit()
  const { page } = shopper
  await press(page, action)
  await shopper.recorded(1)
  await page.evaluate(
    (age) => {
      const { Kept } = window
      for (const answer of Object.values(Kept.m.c ?? {})) answer[2] -= age
      Kept.save()
    },
    months * 30.5 * 864e5,
  )
  await page.reload()
  await (asked ? banner(page) : reopen(page)).waitFor()
  expect(await banner(page).isVisible()).toBe(asked)
  expect(await page.evaluate(() => window.Kept.allows('analytics'))).toBe(action === 'yes' && !asked)
})

test('a purpose that is new, and no shopper was ever asked about, is asked alone', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  const text = { fr: { name: 'Profilage', description: 'deviner vos goûts' } }
  shop.options.banner = {
    ...BANNER,
    purposes: [...BANNER.purposes, { key: 'profiling', signal: null, text, since: 2 }],
  }
  await page.reload()
  expect(await banner(page).locator('li:visible').allTextContents()).toEqual(['Profilage – deviner vos goûts'])
  expect(await page.evaluate(() => window.Kept.allows('analytics'))).toBe(true)
  await press(page, 'no')
  await shopper.recorded(2)
  expect(shop.received[1]?.body.choices).toEqual({ profiling: false })
  expect(await page.evaluate(() => window.Kept.choice())).toEqual({ ...ALL(true), profiling: false })
})

test('new recipients are put to those who had consented, and those who had refused are left in peace', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await press(page, 'open')
  await preferences(page).getByRole('checkbox').nth(1).check()
  await press(page, 'save')
  await shopper.recorded(1)
  shop.options.banner = { ...BANNER, recipientsVersion: 2 }
  await page.reload()
  await banner(page).waitFor()
  expect(await banner(page).locator('li:visible').count()).toBe(1)
  expect(await page.evaluate(() => window.Kept.allows('analytics'))).toBe(false)
})

test('a shopper who changes their mind while the first choice is on its way has both recorded at once', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  const path = '**/apps/privacy/consent'
  await page.route(path, (route) => answered.then(() => route.continue()), { times: 1 })
  await press(page, 'no')
  await expect.poll(() => shopper.calls).toHaveLength(1)
  await reopen(page).click()
  await press(page, 'yes')
  await expect.poll(() => page.evaluate(() => window.Kept.choice())).toEqual(ALL(true))
  answer()
  await shopper.recorded(2)
  expect(shop.received.map(({ body }) => body.choices)).toEqual([ALL(false), ALL(true)])
  expect(shop.received[1]?.body.previous).toBe(shop.received[0]?.body.id)
})

test('a choice made in another tab closes the banner in this one', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  const other = await page.context().newPage()
  await other.goto(shop.url)
  await press(other, 'no')
  await banner(page).waitFor({ state: 'hidden' })
  expect((await memory(page)).c.analytics[0]).toBe(0)
})

test('a shopper who comes back to a page left before the choice, as the browser kept it, is not asked by it', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await banner(page).waitFor()
  await page.evaluate((since) => {
    // What the page after this one has remembered; a page in the back/forward cache gets no event.
    const c = Object.fromEntries(['preferences', 'analytics', 'marketing'].map((key) => [key, [0, 1, since, 1]]))
    localStorage.kp1 = JSON.stringify({ c })
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  }, Date.now())
  await banner(page).waitFor({ state: 'hidden' })
  await reopen(page).waitFor()
})

test('a refusal given elsewhere (customer account, another app) holds here too', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.evaluate(() => window.Shopify?.customerPrivacy?.setTrackingConsent?.({ analytics: false }, () => {}))
  await expect.poll(() => page.evaluate(() => window.Kept.choice())).toEqual({ ...ALL(true), analytics: false })
  expect((await consentMode(page)).at(-1)).toEqual(['update', 'denied', 'granted', 'granted', 'granted'])
  // And is shown as what it is: saving again does not take it back.
  await press(page, 'open')
  expect(await preferences(page).getByRole('checkbox').nth(1).isChecked()).toBe(false)
})

test('a record names the page language and goes through the locale path of the shop', async () => {
  await using shopper = await visit({ locale: 'pt-BR', banner: { ...BANNER, proxy: '/tools/choices' } })
  const { page, shop } = shopper
  await press(page, 'no')
  await shopper.recorded(1)
  expect(shop.received[0]).toMatchObject({ path: '/pt-BR/tools/choices/consent', body: { language: 'pt-BR' } })
})
