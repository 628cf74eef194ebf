import { mkdirSync } from 'node:fs'
import type { FrameLocator, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { violationsIn } from '../setup/accessible.ts'
import { theBrowser, type VisitorOptions } from '../setup/browser.ts'
import { pageOfStaff } from './staff.ts'

export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
export type Size = keyof typeof SIZES

/** Each size and each language once: all four together find nothing more, and take twice as long. */
export const LOOKS = [
  { size: 'desktop', locale: 'en' },
  { size: 'phone', locale: 'fr' },
] as const

/** Pictures end here; `npm run screenshots` puts those that README shows where it finds them. */
const PICTURES = 'test-results/pictures'
mkdirSync(PICTURES, { recursive: true })

/** A page in a browser of its own. */
export async function openPage(
  size: Size = 'desktop',
  locale = 'en-GB',
  { expects }: Pick<VisitorOptions, 'expects'> = {},
): Promise<Page> {
  const version = (await theBrowser()).version().split('.')[0]
  return pageOfStaff({
    viewport: SIZES[size],
    locale,
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
    ...(expects && { expects }),
  })
}

/** Opens a page of the app in the admin and waits until it is there. Returns the app's frame. */
export async function openApp(page: Page, path = '/app', locale = 'en'): Promise<FrameLocator> {
  const url = new URL(inject('urls').admin + path)
  url.searchParams.set('locale', locale)
  await page.goto(url.href)
  return appIn(page)
}

/** The app's frame in the admin, once it shows a page that answers: what is typed before that, React throws away. */
export async function appIn(page: Page): Promise<FrameLocator> {
  const app = page.frameLocator('#app')
  await app.locator('h1').first().waitFor()
  await app.locator('main[aria-busy=true]').waitFor({ state: 'detached' })
  return app
}

export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

/** Axe finds nothing in the page, or in the frame that it is told to look at. */
export async function expectAccessible(page: Page, frame?: string): Promise<void> {
  const looked = frame ? await (await page.locator(frame).elementHandle())?.contentFrame() : page.mainFrame()
  if (!looked) throw new Error(`There is no frame ${frame}`)
  expect(await violationsIn(looked, frame && 'body')).toEqual([])
}
