/** One Chromium for a test file, a new visitor for every test. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
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
}

/** Opens the shop as a new visitor. */
export const visit = async (
  options: PageOptions = {},
  {
    gpc = false,
    before,
    ...context
  }: BrowserContextOptions & { gpc?: boolean; before?: (shop: Storefront) => void } = {},
): Promise<Visit> => {
  const shop = await openStorefront(options)
  before?.(shop)
  const visitor = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context })
  if (gpc) {
    await visitor.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  }
  const page = await visitor.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  // A late asset holds back the load event, but nothing that the shopper sees.
  await page.goto(shop.url, { waitUntil: shop.asset === 0 ? 'load' : 'commit' })
  return {
    page,
    shop,
    errors,
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
