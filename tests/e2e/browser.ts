import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { CHROMIUM_ARGS, chromiumPath } from '../../scripts/local/chromium.ts'

export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
export type Size = keyof typeof SIZES

/** Pictures end here; `npm run screenshots` puts those that README shows where it finds them. */
const PICTURES = 'test-results/pictures'

/** What Remix logs when a page is left before the next one has wholly arrived. */
const LEFT = 'AbortError: BodyStreamBuffer was aborted'

let browser: Browser

/** One browser a file, and what a page must never do: log an error, throw, or ask anybody outside this machine. */
export function withBrowser() {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_ARGS })
    mkdirSync(PICTURES, { recursive: true })
  })
  afterAll(() => browser?.close())
}

export interface Opened {
  page: Page
  /** What went wrong in the page so far. */
  problems: string[]
  close(): Promise<void>
}

export async function openPage(size: Size = 'desktop', locale = 'en-GB'): Promise<Opened> {
  const version = browser.version().split('.')[0]
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale,
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith(LEFT)) problems.push(message.text())
  })
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') problems.push(`asked ${hostname}`)
  })
  return { page, problems, close: () => context.close() }
}

/** Opens a page of the app in the admin and waits until it is there. Returns the app's frame. */
export async function openApp(page: Page, path = '/app', locale = 'en'): Promise<FrameLocator> {
  const url = new URL(inject('urls').admin + path)
  url.searchParams.set('locale', locale)
  await page.goto(url.href)
  return appIn(page)
}

/** The app's frame in the admin, once it shows a page. */
export async function appIn(page: Page): Promise<FrameLocator> {
  const app = page.frameLocator('#app')
  await app.locator('h1').first().waitFor()
  return app
}

export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

/** Axe finds nothing in the page or the frame it is told to look at. */
export async function expectAccessible(page: Page, frame?: string): Promise<void> {
  const builder = new AxeBuilder({ page })
  // Axe runs in every frame, and cannot where nothing may.
  const looked = frame ? builder.include([frame, 'body']).exclude([frame, 'iframe[sandbox=""]']) : builder
  const { violations } = await looked.analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
}
