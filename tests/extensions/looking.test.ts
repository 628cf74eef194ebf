import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { configOf } from '../banner/a-banner.ts'
import { theTemplate } from '../register/a-register.ts'
import { violationsIn } from '../setup/accessible.ts'
import { banner, preferences, press, visit } from './browser.ts'
import { BANNER } from './storefront.ts'

const templateBanner = configOf(theTemplate(), { locales: ['fr', 'en', 'de'] })
const PHONE = { viewport: { width: 390, height: 844 } }
const LANGUAGES = ['fr', 'de', 'hu', 'el', 'ar', 'ja']
/** The theme's own faults are not ours to count. */
const violations = (page: Page) => violationsIn(page.mainFrame(), 'site-choices')

/** What has the focus, inside the shadow root if it is there. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement as HTMLElement | null | undefined
    return inside ? (inside.dataset.kept ?? inside.id) || inside.tagName : (document.activeElement?.id ?? '')
  })

test.each(LANGUAGES)('neither layer fails a check of axe, on a phone or a desktop, in %s', async (locale) => {
  for (const context of [PHONE, {}]) {
    await using shopper = await visit({ locale }, context)
    const { page } = shopper
    await banner(page).waitFor()
    expect(await violations(page)).toEqual([])
    await press(page, 'open')
    expect(await violations(page)).toEqual([])
  }
})

test.each(['fr', 'ar'])('pictures of each layer in %s, for somebody to look at', async (locale) => {
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ] as const) {
    await using shopper = await visit({ locale }, { viewport: { width, height }, gpc: true })
    const { page } = shopper
    const picture = (name: string) => page.screenshot({ path: `test-results/banner/${locale}-${width}-${name}.png` })
    await banner(page).waitFor()
    await picture('first')
    await press(page, 'who')
    await picture('preferences')
    await press(page, 'no')
    await picture('after')
  }
})

test('a screen reader meets a named region first, then each purpose, then three buttons', async () => {
  await using shopper = await visit({ locale: 'en' })
  const { page } = shopper
  await expect
    .poll(() => page.locator('site-choices').ariaSnapshot())
    .toBe(`- region "Your privacy":
  - heading "Your privacy" [level=2]
  - paragraph: May we use cookies for these purposes? You can change your choice at any time.
  - list:
    - listitem: Preferences – remember your settings
    - listitem: Statistics – measure visits to the shop
    - listitem: Marketing – show you offers that suit you
  - 'button "Recipients: 2"'
  - link "Privacy policy":
    - /url: /en/policies/privacy-policy
  - button "Refuse all"
  - button "Accept all"
  - button "Choose"`)
  await press(page, 'open')
  expect(await preferences(page).ariaSnapshot()).toContain('checkbox "Statistics – measure visits to the shop"')
})

test('accept and refuse are equal in size, colour and place in the order, whatever the theme says of buttons', async () => {
  for (const context of [PHONE, {}]) {
    await using shopper = await visit({ locale: 'hu' }, context)
    await banner(shopper.page).waitFor()
    const [refuse, accept] = await shopper.page.evaluate(() =>
      ['no', 'yes'].map((action) => {
        const button = document
          .querySelector('site-choices')
          ?.shadowRoot?.querySelector(`section [data-kept=${action}]`)
        if (!button) return null
        const { width, height, top } = button.getBoundingClientRect()
        const { color, backgroundColor, fontSize, fontWeight, borderColor, textTransform } = getComputedStyle(button)
        // The columns of a grid differ by the 64th of a pixel that is left over.
        return {
          width: Math.round(width),
          height,
          top,
          color,
          backgroundColor,
          fontSize,
          fontWeight,
          borderColor,
          textTransform,
        }
      }),
    )
    expect(accept).toEqual(refuse)
    expect(refuse?.backgroundColor).toBe('rgb(26, 26, 26)')
    expect(refuse?.textTransform).toBe('none')
  }
})

test.each(LANGUAGES)(
  'the first layer leaves the phone to the shop: at most 36 % of it, and all of it readable, in %s',
  async (locale) => {
    await using shopper = await visit({ locale }, { ...PHONE, gpc: true })
    await banner(shopper.page).waitFor()
    const { height, hidden } = await banner(shopper.page).evaluate((layer) => ({
      height: layer.getBoundingClientRect().height,
      hidden: layer.scrollHeight - layer.clientHeight,
    }))
    expect(height).toBeLessThanOrEqual(0.36 * 844)
    expect(hidden).toBe(0)
  },
)

test.each(['fr', 'en', 'de'])(
  'what the template asks, and how to read on, stands on a phone without scrolling: at most 45 % of it, in %s',
  async (locale) => {
    await using shopper = await visit({ locale, banner: templateBanner }, PHONE)
    const layer = await banner(shopper.page).evaluate((section) => ({
      height: section.getBoundingClientRect().height,
      hidden: section.scrollHeight - section.clientHeight,
    }))
    expect(layer.height).toBeLessThanOrEqual(0.45 * 844 + 1)
    expect(layer.hidden).toBe(0)
  },
)

test('a purpose in another language than the page’s is read in its own direction, and said to be in it', async () => {
  await using shopper = await visit({ locale: 'ar', banner: templateBanner }, PHONE)
  await banner(shopper.page).waitFor()
  const said = banner(shopper.page).locator('li bdi').first()
  expect(await said.evaluate((text) => [text.getAttribute('lang'), getComputedStyle(text).direction])).toEqual([
    'fr',
    'ltr',
  ])
  await using native = await visit({ locale: 'ar' }, PHONE)
  await banner(native.page).waitFor()
  const own = banner(native.page).locator('li bdi').first()
  expect(await own.evaluate((text) => [text.getAttribute('lang'), getComputedStyle(text).direction])).toEqual([
    'ar',
    'rtl',
  ])
})

test('everything that can be pressed is at least 44 px each way', async () => {
  await using shopper = await visit({ locale: 'zh-CN' }, PHONE)
  const { page } = shopper
  await press(page, 'who')
  const small = await page.evaluate(() =>
    [...(document.querySelector('site-choices')?.shadowRoot?.querySelectorAll('button,a,label') ?? [])]
      .map((element) => [element.outerHTML, element.getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
      .map(([html]) => html),
  )
  expect(small).toEqual([])
})

test('a shopper with a keyboard only can refuse, choose and come back', async () => {
  await using shopper = await visit({ locale: 'en' })
  const { page, shop } = shopper
  await banner(page).waitFor()
  // The banner takes no focus by itself, and is first in the order.
  expect(await focused(page)).toBe('')
  const order: string[] = []
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('Tab')
    order.push(await focused(page))
  }
  expect(order).toEqual(['who', 'A', 'no', 'yes', 'open', ''])
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await preferences(page).waitFor()
  expect(await focused(page)).toBe('h')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  for (let step = 0; step < 5; step++) await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('save')
  await page.keyboard.press('Enter')
  await shopper.recorded(1)
  expect(shop.received[0]?.body.choices).toEqual({ preferences: true, analytics: false, marketing: false })
})

test('Esc closes the preferences, chooses nothing, and the focus goes back to where it was', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await page.locator('#footer').focus()
  await page.keyboard.press('Enter')
  await preferences(page).getByRole('checkbox').first().check()
  await page.keyboard.press('Escape')
  await preferences(page).waitFor({ state: 'hidden' })
  expect(await focused(page)).toBe('footer')
  expect(await banner(page).isVisible()).toBe(true)
  expect([shop.received, await page.evaluate(() => localStorage.length)]).toEqual([[], 0])
  await banner(page).locator('[data-kept=open]').focus()
  await page.keyboard.press('Enter')
  expect(await preferences(page).getByRole('checkbox').first().isChecked()).toBe(false)
  await page.keyboard.press('Escape')
  await preferences(page).waitFor({ state: 'hidden' })
  expect(await focused(page)).toBe('open')
})

test('the preferences keep the focus, the first layer does not', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await banner(page).waitFor()
  await page.locator('#buy').focus()
  expect(await focused(page)).toBe('buy')
  await press(page, 'open')
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab')
    expect(['buy', 'footer']).not.toContain(await focused(page))
  }
})

test('"recipients" on the first layer opens the full list of names', async () => {
  await using shopper = await visit()
  const { page } = shopper
  expect(await banner(page).getByRole('button', { name: 'Destinataires : 2' }).count()).toBe(1)
  await press(page, 'who')
  await expect.poll(() => focused(page)).toBe('w')
  const list = preferences(page).getByText('Réclame GmbH (DE) · Statistiques · Marketing')
  expect(await list.isVisible()).toBe(true)
})

test('nothing moves: no layout shift, no animation, and the banner is not the largest paint', async () => {
  await using shopper = await visit({}, PHONE)
  const { page } = shopper
  const measured = await page.evaluate(async () => {
    const entries: Record<string, PerformanceEntry[]> = {
      'layout-shift': [],
      'largest-contentful-paint': [],
      longtask: [],
    }
    const painted = new Promise<void>((resolve) => {
      for (const type of Object.keys(entries)) {
        new PerformanceObserver((list) => {
          entries[type]?.push(...list.getEntries())
          if (type === 'largest-contentful-paint') resolve()
        }).observe({ type, buffered: true })
      }
    })
    const root = document.querySelector('site-choices')?.shadowRoot
    root?.querySelector<HTMLElement>('[data-kept=open]')?.click()
    const animations = document.getAnimations().length
    root?.querySelector<HTMLElement>('dialog [data-kept=no]')?.click()
    window.Kept.open()
    await painted
    // Twice the next picture: what the first one moved is told with the second.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    const last = entries['largest-contentful-paint']?.at(-1) as (PerformanceEntry & { element?: Element }) | undefined
    return {
      shifts: entries['layout-shift']?.length,
      animations: animations + document.getAnimations().length,
      largest: last?.element?.tagName,
      inBanner: last?.element?.getRootNode() !== document,
    }
  })
  expect(measured).toMatchObject({ shifts: 0, animations: 0, inBanner: false })
})

test('no request is made before the banner shows', async () => {
  await using shopper = await visit(
    {},
    { before: (shop) => Object.assign(shop, { asset: 'blocked' }), expects: /status of 404/ },
  )
  await banner(shopper.page).waitFor()
  // What was asked for before is there by now.
  await shopper.page.waitForLoadState('load')
  expect(shopper.shop.requests).toEqual(['/', '/cdn/extensions/assets/consent-banner.js'])
})

test('at 400 % zoom the buttons of both layers stay on the screen, and nothing scrolls sideways', async () => {
  await using shopper = await visit({ locale: 'de' }, { viewport: { width: 320, height: 256 } })
  const { page } = shopper
  await banner(page).waitFor()
  const check = async () => {
    for (const button of await page.locator('site-choices .row button:visible').all()) {
      const box = await button.boundingBox()
      expect(box && box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 256).toBe(true)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  }
  await check()
  await press(page, 'open')
  expect(await preferences(page).evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth)).toBe(true)
})

test('in Arabic the banner reads from right to left, and the way back stands on the right', async () => {
  await using shopper = await visit({ locale: 'ar' }, PHONE)
  const { page } = shopper
  const [refuse, accept] = await Promise.all(
    ['no', 'yes'].map((a) => banner(page).locator(`[data-kept=${a}]`).boundingBox()),
  )
  expect(refuse && accept && refuse.x > accept.x).toBe(true)
  await press(page, 'no')
  expect((await page.locator('site-choices #r').boundingBox())?.x).toBeGreaterThan(300)
})

test('with forced colours every button keeps a border', async () => {
  await using shopper = await visit({}, { forcedColors: 'active' })
  const { page } = shopper
  await banner(page).waitFor()
  const widths = await page.evaluate(() =>
    [...(document.querySelector('site-choices')?.shadowRoot?.querySelectorAll('section .row button') ?? [])].map(
      (button) => getComputedStyle(button).borderTopWidth,
    ),
  )
  expect(widths).toEqual(['1px', '1px', '1px'])
  expect(await violations(page)).toEqual([])
})

test.each(['bottom', 'corner', 'center'])(
  'in position "%s" the banner stays inside the screen of a desktop and of a phone',
  async (position) => {
    for (const context of [PHONE, {}]) {
      await using shopper = await visit({ banner: { ...BANNER, look: { position } } }, context)
      const { page } = shopper
      await banner(page).waitFor()
      const box = await banner(page).boundingBox()
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
      expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true)
    }
  },
)

test.each(['bottom', 'corner', 'center'])(
  'the whole page can be scrolled clear of the banner, its last line too, in position "%s"',
  async (position) => {
    for (const context of [PHONE, {}, { viewport: { width: 844, height: 390 } }]) {
      for (const theme of ['', 'html{height:100%;box-sizing:border-box}body{min-height:100%}']) {
        await using shopper = await visit(
          {
            banner: { ...BANNER, look: { position } },
            head: `<style>${theme}</style>`,
            body: '<footer><button id="subscribe" onclick="window.subscribed=1">Subscribe</button></footer>',
          },
          context,
        )
        const { page } = shopper
        await banner(page).waitFor()
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
        const isClear = await page.locator('#subscribe').evaluate((button) => {
          const { x, y, width, height } = button.getBoundingClientRect()
          return document.elementFromPoint(x + width / 2, y + height / 2) === button
        })
        expect(isClear, `${position} ${JSON.stringify(context)} ${theme}`).toBe(true)
        await press(page, 'no')
        // Nothing of it is left once the banner is answered.
        expect(
          await page.evaluate(
            () => document.documentElement.scrollHeight - document.body.getBoundingClientRect().height,
          ),
        ).toBeLessThan(50)
      }
    }
  },
)

test('beside the banner and under it, the page of a desktop can be pressed', async () => {
  await using shopper = await visit({
    body: '<div style="position:fixed;right:4px;bottom:4px"><button id="chat">Chat</button></div>',
  })
  const { page } = shopper
  await banner(page).waitFor()
  await page.locator('#chat').click({ timeout: 2000 })
})

test('a word longer than a phone is wide goes on in the next line, in both layers', async () => {
  const word = 'Datenschutzgrundverordnungskonformitätsprüfungsverfahren'
  const text = { fr: { name: word, description: `${word} ${word}` } }
  await using shopper = await visit(
    {
      banner: {
        ...BANNER,
        purposes: [{ key: 'analytics', signal: 'analytics', text, since: 1 }],
        texts: { fr: { title: word, text: word } },
      },
    },
    { viewport: { width: 320, height: 640 } },
  )
  const { page } = shopper
  const layers = [banner(page), preferences(page)]
  for (const layer of layers) {
    expect(await layer.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    const cut = await layer.evaluate((element) => {
      const edge = element.getBoundingClientRect().right
      return [...element.querySelectorAll('h2, p, b, bdi, button')].filter(
        (one) => one.getBoundingClientRect().right > edge,
      ).length
    })
    expect(cut).toBe(0)
    if (layer === layers[0]) await press(page, 'open')
  }
})

test('a page that goes on arriving under the banner shifts nothing: the room at its end is no content', async () => {
  // Short enough for the end of the page to be in view.
  const html = '<main style="height:20px"></main>'
  await using shopper = await visit({ head: '<style>#main{display:none}</style>' }, PHONE)
  const { page } = shopper
  await banner(page).waitFor()
  const shifts = await page.evaluate(async (more) => {
    const seen: PerformanceEntry[] = []
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true })
    const frame = () => new Promise(requestAnimationFrame)
    for (let times = 0; times < 5; times++) {
      await frame()
      await frame()
      document.body.insertAdjacentHTML('beforeend', more)
    }
    for (let times = 0; times < 5; times++) await frame()
    return seen.length
  }, html)
  expect(shifts).toBe(0)
})
