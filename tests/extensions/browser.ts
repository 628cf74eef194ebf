/** One Chromium for a test file, a new visitor for every test. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { CHROMIUM_ARGS, chromiumPath } from '../../scripts/local/chromium.ts'
import { openStorefront, type PageOptions, type Storefront } from './storefront.ts'

let browser: Browser
export const withChromium = () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_ARGS })
  }, 60_000)
  afterAll(() => browser.close())
}

export interface Visit extends AsyncDisposable {
  page: Page
  shop: Storefront
  /** Errors the page has thrown. */
  errors: string[]
  /** Paths of the calls to the app that the page has begun, those under way included. */
  calls: string[]
  /**
   * The app has received `count` calls, and the browser knows that it has: a page that is left earlier sends the last
   * one again.
   */
  recorded(count: number): Promise<void>
}

export interface VisitOptions extends BrowserContextOptions {
  gpc?: boolean
  /** No timer of a page runs out but by `page.clock.runFor`: what waits is told apart from what is slow. */
  isTimeStopped?: boolean
  before?: (shop: Storefront) => void
}

const waiting = (page: Page) => page.evaluate(() => JSON.parse(localStorage.kp1 ?? '{}').q?.length ?? 0)

/** Opens the shop as a new visitor. */
export const visit = async (
  options: PageOptions = {},
  { gpc = false, isTimeStopped = false, before, ...context }: VisitOptions = {},
): Promise<Visit> => {
  const shop = await openStorefront(options)
  before?.(shop)
  const visitor = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context })
  if (gpc) {
    await visitor.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  }
  if (isTimeStopped) {
    const now = Date.now()
    await visitor.clock.install({ time: now })
    await visitor.clock.pauseAt(now + 1)
  }
  const page = await visitor.newPage()
  const errors: string[] = []
  const calls: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') calls.push(new URL(request.url()).pathname)
  })
  page.on('pageerror', (error) => errors.push(error.message))
  // A late asset holds back the load event, but nothing that the shopper sees.
  await page.goto(shop.url, { waitUntil: shop.asset === 'held' ? 'commit' : 'load' })
  return {
    page,
    shop,
    errors,
    calls,
    recorded: async (count) => {
      await expect.poll(() => shop.received.length).toBe(count)
      await expect.poll(() => waiting(page)).toBe(0)
    },
    [Symbol.asyncDispose]: async () => {
      await visitor.close()
      await shop.close()
    },
  }
}

/** The first layer, by what a screen reader is told of it. */
export const banner = (page: Page) => page.locator('site-choices section')
export const preferences = (page: Page) => page.getByRole('dialog')
export const press = (page: Page, action: string) =>
  page.locator(`site-choices [data-kept="${action}"]`).filter({ visible: true }).last().click()
