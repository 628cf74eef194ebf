import { describe, expect, test } from 'vitest'
import { expectAccessible, openApp, openPage, SIZES, type Size, takePicture, withBrowser } from './browser.ts'

withBrowser()

const LOOKS = (Object.keys(SIZES) as Size[]).flatMap((size) =>
  (['en', 'fr'] as const).map((locale) => ({ size, locale })),
)

describe('a new merchant', () => {
  test('is offered three ways to begin, and begins with the template', async () => {
    const { page, problems, close } = await openPage()
    const app = await openApp(page, '/app/register')
    await takePicture(page, 'register-start')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Use the template' }).click()
    await app.getByText('Nothing keeps it from being published.').waitFor()
    expect(problems).toEqual([])
    await close()
  })
})

const PAGES = [
  { name: 'register', path: '/app/register', title: { en: 'Register', fr: 'Registre' } },
  { name: 'purposes', path: '/app/register/purpose', title: { en: 'Purposes', fr: 'Finalités' } },
  { name: 'purpose-new', path: '/app/register/purpose/edit', title: { en: 'New purpose', fr: 'Nouvelle finalité' } },
] as const

describe('every page of the register', () => {
  for (const { name, path, title } of PAGES) {
    test.each(LOOKS)(`${name} is there, readable for everybody ($size, $locale)`, async ({ size, locale }) => {
      const { page, problems, close } = await openPage(size)
      const app = await openApp(page, path, locale)
      expect(await app.locator('h1').first().textContent()).toBe(title[locale])
      await takePicture(page, `register-${name}-${size}-${locale}`)
      await expectAccessible(page, '#app')
      const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
      expect(width, 'nothing scrolls sideways').toBeLessThanOrEqual(0)
      expect(problems).toEqual([])
      await close()
    })
  }
})
