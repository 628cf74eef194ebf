import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { banner, preferences, press, visit } from './browser.ts'

const reopen = (page: Page) => page.locator('site-choices #r')
const MODAL = '<dialog id="age"><h2>Are you 18?</h2><button id="older">Yes</button></dialog>'
const openModal = (page: Page) => page.evaluate(() => document.querySelector<HTMLDialogElement>('#age')?.showModal())

const REPLACEMENTS = {
  'its body': () => {
    document.documentElement.replaceChild(document.createElement('body'), document.body)
  },
  'its body, by assignment': () => {
    document.body = document.createElement('body')
  },
  'all of its markup': () => {
    document.documentElement.innerHTML = '<head></head><body><main>Next</main></body>'
  },
  'the whole document element': () => {
    const html = document.createElement('html')
    html.append(document.createElement('head'), document.createElement('body'))
    document.documentElement.replaceWith(html)
    window.Kept.scan()
  },
  'everything beside the body': () => {
    for (const element of [...document.documentElement.children]) if (element !== document.body) element.remove()
  },
} as const

test.each(Object.keys(REPLACEMENTS) as (keyof typeof REPLACEMENTS)[])(
  'a shopper on a page that replaces %s is still asked, and can answer',
  async (what) => {
    await using shopper = await visit()
    const { page } = shopper
    await banner(page).waitFor()
    await page.evaluate(REPLACEMENTS[what])
    await banner(page).waitFor()
    await press(page, 'no')
    await shopper.recorded(1)
    await reopen(page).waitFor()
  },
)

test.each(Object.keys(REPLACEMENTS) as (keyof typeof REPLACEMENTS)[])(
  'a shopper who has chosen finds the way back on a page that replaces %s',
  async (what) => {
    await using shopper = await visit()
    const { page } = shopper
    await press(page, 'no')
    await shopper.recorded(1)
    await page.reload()
    await reopen(page).waitFor()
    await page.evaluate(REPLACEMENTS[what])
    await reopen(page).click()
    await preferences(page).waitFor()
  },
)

test('what a theme brings with a new body waits for consent, and runs with it', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.reload()
  await page.evaluate(() => {
    const body = document.createElement('body')
    body.innerHTML = '<script type="text/plain" data-purpose="analytics">window.ran = 1</script>'
    document.body.replaceWith(body)
  })
  await expect.poll(() => page.evaluate('window.ran')).toBe(1)
})

test('a page that takes the banner out for ever is not fought for ever', async () => {
  await using shopper = await visit({
    head: `<script>new MutationObserver(() => document.querySelector('site-choices')?.remove())
      .observe(document, { childList: true, subtree: true })</script>`,
  })
  await shopper.page.locator('#buy').click()
})

test('a shopper can answer the banner while the theme shows a modal dialog, before and after it opens', async () => {
  await using shopper = await visit({ body: MODAL })
  const { page } = shopper
  await banner(page).waitFor()
  await openModal(page)
  await page.locator('#age site-choices').waitFor({ state: 'attached' })
  await press(page, 'open')
  await preferences(page).getByRole('checkbox').first().check()
  await press(page, 'save')
  await shopper.recorded(1)
  // The theme's own dialog is as it was, and closes as it did.
  await page.locator('#older').waitFor()
  await page.evaluate(() => document.querySelector<HTMLDialogElement>('#age')?.close())
  await reopen(page).click()
  await preferences(page).waitFor()
})

test('a modal dialog that is open from the start, and closes when somebody presses beside it, lets the banner be answered', async () => {
  await using shopper = await visit({
    body: `${MODAL}<script>age.showModal();age.addEventListener('click',(event)=>{if(event.target===age)age.close()})</script>`,
  })
  const { page } = shopper
  await press(page, 'no')
  await shopper.recorded(1)
  expect(await page.locator('#age').evaluate((dialog) => (dialog as HTMLDialogElement).open)).toBe(true)
})

test.each([
  ['closed', () => document.querySelector<HTMLDialogElement>('#age')?.close()],
  ['taken out of the page', () => document.querySelector('#age')?.remove()],
])('the banner outlives a modal dialog that is %s', async (_, end) => {
  await using shopper = await visit({ body: MODAL })
  const { page } = shopper
  await banner(page).waitFor()
  await openModal(page)
  await page.locator('#age site-choices').waitFor({ state: 'attached' })
  await page.evaluate(end)
  await page.locator('html > site-choices').waitFor({ state: 'attached' })
  await press(page, 'no')
  await shopper.recorded(1)
})

test('a dialog that the theme opens over the preferences does not take them away', async () => {
  await using shopper = await visit({ body: MODAL })
  const { page } = shopper
  await press(page, 'open')
  await page.locator('site-choices input[name=analytics]').check()
  await openModal(page)
  await page.locator('#age site-choices').waitFor({ state: 'attached' })
  await press(page, 'save')
  await shopper.recorded(1)
  expect(shopper.shop.received[0]?.body.choices).toMatchObject({ analytics: true })
})

test('a theme that makes its body inert, or only what it shows, leaves the banner usable with mouse and keyboard', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await banner(page).waitFor()
  await page.evaluate(() => {
    for (const child of document.body.children) child.toggleAttribute('inert', true)
    document.body.inert = true
  })
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe('site-choices')
  await press(page, 'no')
  await shopper.recorded(1)
})

test('a page that comes back from the browser’s memory goes by the choice made meanwhile', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.reload()
  await expect.poll(() => page.evaluate(() => window.Kept.allows('analytics'))).toBe(true)
  await page.evaluate(() => {
    // What the page after this one has remembered; a page that is put away hears nothing of it.
    const kept = JSON.parse(localStorage.kp1)
    for (const answer of Object.values<number[]>(kept.c)) answer[0] = 0
    localStorage.kp1 = JSON.stringify({ ...kept, t: Date.now() + 1 })
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await expect.poll(() => page.evaluate(() => window.Kept.allows('analytics'))).toBe(false)
})

test('on the password page a choice holds, and is told and recorded once the shop is open', async () => {
  await using shopper = await visit(
    { shopify: { set: 'fail' } },
    {
      before: (shop) => Object.assign(shop, { answer: { status: 302, headers: { location: '/password' } } }),
      expects: /\/password/,
    },
  )
  const { page, shop } = shopper
  await press(page, 'no')
  await expect.poll(() => page.evaluate(() => window.Kept.m.f)).toBe(1)
  shop.answer = { status: 200 }
  shop.options.shopify = {}
  await page.evaluate(() => {
    window.Kept.m.n = 0
    window.Kept.save()
  })
  await page.reload()
  await shopper.recorded(2)
  await expect.poll(() => page.evaluate('__calls.length')).toBe(1)
  expect(await banner(page).isVisible()).toBe(false)
})
