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

test('a script that never answers blocks nobody of another purpose, and those of its own not for ever', async () => {
  await using shopper = await visit(
    {
      body: `<script type="text/plain" data-purpose="analytics" src="/never.js"></script>
<script type="text/plain" data-purpose="analytics">(window.ran??=[]).push('same purpose')</script>
<script type="text/plain" data-purpose="marketing" src="/tracker-other.js"></script>`,
    },
    { isTimeStopped: true },
  )
  const { page } = shopper
  await page.route('**/never.js', () => {})
  await press(page, 'yes')
  await page.clock.runFor(100)
  await expect.poll(() => page.evaluate('window.ran')).toEqual(['/tracker-other.js'])
  await page.clock.runFor(4000)
  expect(await page.evaluate('window.ran')).toEqual(['/tracker-other.js'])
  await page.clock.runFor(2000)
  await expect.poll(() => page.evaluate('window.ran')).toEqual(['/tracker-other.js', 'same purpose'])
})

test('a script whose purpose is withdrawn while it waits for its turn does not run', async () => {
  await using shopper = await visit({
    body: `<script type="text/plain" data-purpose="analytics" src="/slow.js"></script>
<script type="text/plain" data-purpose="analytics">window.ran = 1</script>`,
  })
  const { page } = shopper
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    void page.route('**/slow.js', (route) => {
      answer = () => void route.fulfill({ contentType: 'text/javascript', body: 'window.slow = 1' })
      resolve()
    })
  })
  await press(page, 'yes')
  await asked
  await press(page, 'open')
  await press(page, 'no')
  answer()
  await expect.poll(() => page.evaluate('window.slow')).toBe(1)
  await page.evaluate(() => new Promise(requestAnimationFrame))
  expect(await page.evaluate('window.ran')).toBeUndefined()
})

test.each([
  [
    'document, DOMContentLoaded',
    `document.addEventListener('DOMContentLoaded', (event) => note(event.type, event.target === document))`,
  ],
  ['window, DOMContentLoaded', `window.addEventListener('DOMContentLoaded', (event) => note(event.type))`],
  ['window, load', `window.addEventListener('load', function (event) { note(event.type, this === window) })`],
  [
    'window, load, by an object',
    `addEventListener('load', { handleEvent(event) { note(event.type) } }, { once: true })`,
  ],
  ['window.onload', 'window.onload = () => note("load")'],
  ['document, readystatechange', `document.addEventListener('readystatechange', () => note(document.readyState))`],
])('a held script that waits for what has passed already gets it, once: %s', async (_, code) => {
  for (const script of [
    `<script type="text/plain" data-purpose="analytics">${code}</script>`,
    `<script type="text/plain" data-purpose="analytics" data-type="module">${code}</script>`,
    `<script type="text/plain" data-purpose="analytics" src="/waits.js"></script>`,
  ]) {
    await using shopper = await visit({
      head: `<script>window.noted = []; function note(what, isRight = true) { noted.push([what, isRight]) }</script>`,
      body: script,
    })
    const { page } = shopper
    await page.route('**/waits.js', (route) => route.fulfill({ contentType: 'text/javascript', body: code }))
    await press(page, 'yes')
    await expect.poll(() => page.evaluate('noted.length')).toBe(1)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
    expect(await page.evaluate('noted')).toEqual([[expect.any(String), true]])
    // Nobody else hears anything twice. (Of a module nobody is told when it has run.)
    if (script.includes('module')) continue
    await page.evaluate("addEventListener('load', () => note('the page itself'))")
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
    expect(await page.evaluate('noted.length')).toBe(1)
  }
})

test('a held script that writes into the document adds to the page, and does not wipe it out', async () => {
  await using shopper = await visit({
    body: `<div id="place"><script type="text/plain" data-purpose="analytics">document.write('<i id="one">1</i>');document.write('<script>window.written = 1</'+'script><i id="two">2</i>')</script></div>`,
  })
  const { page } = shopper
  await press(page, 'yes')
  await expect.poll(() => page.locator('#place i').allTextContents()).toEqual(['1', '2'])
  expect(await page.evaluate('window.written')).toBe(1)
  await page.locator('#buy').click()
})

test.each([
  ['in capital letters', '<SCRIPT TYPE="TEXT/PLAIN" DATA-PURPOSE="Analytics">window.ran = 1</SCRIPT>'],
  ['with spaces around', '<script type=" text/plain " data-purpose="  analytics  ">window.ran = 1</script>'],
  ['several, over lines', '<script type="text/plain" data-purpose="analytics\n  marketing">window.ran = 1</script>'],
  ['several, with commas', '<script type="text/plain" data-purpose="analytics, marketing">window.ran = 1</script>'],
  [
    'with its type in its address',
    '<script src="/tracker.js?type=text/plain" type="text/plain" data-purpose="analytics"></script>',
  ],
  [
    'with a name that only frameworks know',
    '<script @click="x" :is="y" type="text/plain" data-purpose="analytics">window.ran = 1</script>',
  ],
  ['as a module', '<script type="text/plain" data-type="Module" data-purpose="analytics">window.ran = 1</script>'],
])('a held script is held and let go however a theme writes it: %s', async (_, script) => {
  for (const where of ['head', 'body'] as const) {
    await using shopper = await visit({ [where]: script })
    const { page } = shopper
    await expect.poll(() => page.evaluate('window.ran')).toBeUndefined()
    await press(page, 'yes')
    await expect.poll(() => page.evaluate('window.ran')).toBeTruthy()
  }
})

test.each(['unknown', 'analytics unknown', '', '  '])(
  'an element that waits for "%s" waits for ever',
  async (purpose) => {
    await using shopper = await visit({
      body: `<script type="text/plain" data-purpose="${purpose}">window.ran = 1</script><script type="text/plain" data-purpose="analytics">window.other = 1</script>`,
    })
    const { page } = shopper
    await press(page, 'yes')
    await expect.poll(() => page.evaluate('window.other')).toBe(1)
    expect(await page.evaluate('window.ran')).toBeUndefined()
  },
)

test('Back leads from a page with frames to the page before, not through frames', async () => {
  await using shopper = await visit({ body: HELD })
  const { page, shop } = shopper
  await page.goto(`${shop.url}products/tea`)
  await (await placeholder(page, 'Video')).getByRole('button').click()
  await page.frameLocator('iframe[title=Video]').getByRole('heading', { name: 'Video' }).waitFor()
  await press(page, 'yes')
  await page.frameLocator('iframe[title=Map]').getByRole('heading').waitFor()
  await press(page, 'open')
  await press(page, 'no')
  await page.frameLocator('iframe[title=Map]').getByRole('button').waitFor()
  await page.goBack()
  expect(page.url()).toBe(shop.url)
})

test('a frame keeps what a theme says of it, before its consent, with it and after', async () => {
  const attributes = {
    id: 'player',
    title: 'Player',
    class: 'wide',
    width: '400',
    height: '300',
    allow: 'fullscreen; autoplay',
    sandbox: 'allow-scripts',
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
    style: 'border: 0px;',
  }
  const written = Object.entries(attributes).map(([name, value]) => `${name.toUpperCase()}="${value}"`)
  await using shopper = await visit({
    body: `<IFRAME DATA-SRC="/video?1" DATA-PURPOSE=" Marketing " ${written.join(' ')}></IFRAME>`,
  })
  const { page } = shopper
  const read = () =>
    page
      .locator('#player')
      .evaluate(
        (frame, names) => Object.fromEntries(names.map((name) => [name, frame.getAttribute(name)])),
        Object.keys(attributes),
      )
  await page.frameLocator('#player').getByRole('button').waitFor()
  expect(await read()).toEqual({ ...attributes, sandbox: 'allow-same-origin' })
  await press(page, 'yes')
  await page.frameLocator('#player').getByRole('heading', { name: 'Video' }).waitFor()
  expect(await read()).toEqual(attributes)
  await press(page, 'open')
  await press(page, 'no')
  await page.frameLocator('#player').getByRole('button').waitFor()
  await press(page, 'open')
  await press(page, 'yes')
  await page.frameLocator('#player').getByRole('heading', { name: 'Video' }).waitFor()
  expect(await read()).toEqual(attributes)
})

test('the keyboard’s focus goes on in a frame that somebody loads', async () => {
  await using shopper = await visit({ body: HELD })
  const { page } = shopper
  await (await placeholder(page, 'Map')).getByRole('button').press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('title'))).toBe('Map')
})
