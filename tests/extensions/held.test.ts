import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { preferences, press, visit } from './browser.ts'

const HELD = `<script type="text/plain" data-purpose="analytics" src="/tracker-slow.js"></script>
<script type="text/plain" data-purpose="analytics">(window.ran??=[]).push('after slow')</script>
<script type="text/plain" data-purpose="analytics marketing">(window.ran??=[]).push('both')</script>
<script type="text/plain" data-purpose="analytics" data-type="module">(window.ran??=[]).push('module')</script>
<iframe title="Video" data-src="/video?a=1" data-purpose="marketing" width="400" height="300" sandbox="allow-same-origin"></iframe>
<iframe title="Map" data-src="/video?b=2" data-purpose="analytics" width="400" height="300"></iframe>`

/** A frame that shows the placeholder, once it has loaded: only then does its button do anything. */
const placeholder = async (page: Page, title: string) => {
  const frame = page.locator(`iframe[title=${title}]`)
  await frame.contentFrame().getByRole('button').waitFor()
  await (await (await frame.elementHandle())?.contentFrame())?.waitForLoadState('load')
  return frame.contentFrame()
}

test('scripts a theme holds back run for the granted purposes alone, once, and in the order of the page', async () => {
  await using shopper = await visit({ body: HELD })
  const { page } = shopper
  await press(page, 'open')
  await preferences(page).getByRole('checkbox').nth(1).check()
  await press(page, 'save')
  await expect.poll(() => page.evaluate('window.ran')).toEqual(['/tracker-slow.js', 'after slow', 'module'])
  await page.evaluate(() => window.Kept.scan())
  await press(page, 'open')
  await press(page, 'yes')
  await expect.poll(() => page.evaluate('window.ran')).toEqual(['/tracker-slow.js', 'after slow', 'module', 'both'])
})

test('a frame waits for its purpose behind a placeholder that names its host and moves nothing', async () => {
  await using shopper = await visit({ body: HELD })
  const { page, shop } = shopper
  const frame = page.frameLocator('iframe[title=Video]')
  const before = await page.locator('iframe[title=Video]').boundingBox()
  await expect.poll(() => frame.locator('p').textContent()).toContain(new URL(shop.url).host)
  expect(await page.locator('iframe[title=Video]').boundingBox()).toEqual(before)
  expect(shop.requests.filter((path) => path.startsWith('/video'))).toEqual([])
})

test('a shopper can load one frame without consenting to its purpose', async () => {
  await using shopper = await visit({ body: HELD })
  const { page, shop } = shopper
  await (await placeholder(page, 'Video')).getByRole('button').click()
  await page.frameLocator('iframe[title=Video]').getByRole('heading', { name: 'Video' }).waitFor()
  await press(page, 'no')
  await shopper.recorded(1)
  await page.frameLocator('iframe[title=Map]').getByRole('button').waitFor()
  await page.frameLocator('iframe[title=Video]').getByRole('heading', { name: 'Video' }).waitFor()
  expect(shop.requests.filter((path) => path.startsWith('/video'))).toEqual(['/video?a=1'])
  expect(await page.evaluate(() => window.Kept.allows('marketing'))).toBe(false)
})

test('frames load with the consent and go back behind their placeholder with the withdrawal', async () => {
  await using shopper = await visit({ body: HELD })
  const { page } = shopper
  await press(page, 'yes')
  await page.frameLocator('iframe[title=Map]').getByRole('heading').waitFor()
  await press(page, 'open')
  await press(page, 'no')
  await page.frameLocator('iframe[title=Map]').getByRole('button').waitFor()
})

test('a theme that adds held-back content later can have it looked at', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.evaluate((html) => {
    const section = document.createElement('div')
    section.innerHTML = html
    document.body.append(section)
    window.Kept.scan()
  }, HELD)
  await expect.poll(() => page.evaluate('window.ran?.length')).toBe(4)
})

test('a broken address in a frame holds back nothing else', async () => {
  await using shopper = await visit({
    body: `<iframe title="Broken" data-src="https://" data-purpose="analytics"></iframe>${HELD}`,
  })
  await shopper.page.frameLocator('iframe[title=Map]').getByRole('button').waitFor()
})
