/** A shopper who visits the shop of the banner's tests. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { newVisitor, type VisitorOptions } from '../setup/browser.ts'
import { openStorefront, type PageOptions, type Storefront } from './storefront.ts'

export interface Visit extends AsyncDisposable {
  page: Page
  shop: Storefront
  /** Paths of the calls to the app that the page has begun, those under way included; without the count of the visit. */
  calls: string[]
  /**
   * The app has received `count` calls, and the browser knows that it has: a page that is left earlier sends the last
   * one again.
   */
  recorded(count: number): Promise<void>
}

export interface VisitOptions extends VisitorOptions {
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
  const visitor = await newVisitor({ viewport: { width: 1280, height: 800 }, ...context })
  if (gpc) {
    await visitor.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  }
  if (isTimeStopped) {
    const now = Date.now()
    await visitor.clock.install({ time: now })
    await visitor.clock.pauseAt(now + 1)
  }
  const page = await visitor.newPage()
  const calls: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'POST' && !pathname.endsWith('/shown')) calls.push(pathname)
  })
  // A late asset holds back the load event, but nothing that the shopper sees.
  await page.goto(shop.url, { waitUntil: shop.asset === 'held' ? 'commit' : 'load' })
  return {
    page,
    shop,
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

/** The first layer, found by its accessible name. */
export const banner = (page: Page) => page.locator('site-choices section')
export const preferences = (page: Page) => page.locator('site-choices').getByRole('dialog')
/** On the topmost layer. Where that opens the preferences, they are there afterwards. */
export const press = async (page: Page, action: string) => {
  await page.locator(`site-choices [data-kept="${action}"]`).filter({ visible: true }).last().click()
  if (action === 'open' || action === 'who') await preferences(page).waitFor()
}
