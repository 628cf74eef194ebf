import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { newVisitor } from '../setup/browser.ts'
import { WITH_EVERYTHING } from '../stand-in/shop/notable.ts'
import { publish, withTheTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, SIZES, takePicture } from './browser.ts'

withTheTemplate()

const storefront = (path: string) => `${inject('urls').storefront.replace(/\/$/, '')}${path}`
const control = (method: 'POST' | 'DELETE', path: string, body = {}) =>
  fetch(`${inject('urls').standIn}/stand-in${path}`, { method, body: JSON.stringify(body) })

beforeAll(async () => {
  await control('POST', '/locales', { locale: 'ar' })
  const page = await openPage()
  const app = await openApp(page, '/app/policy')
  await publish(page, app)
  await app.getByText('Your shop shows exactly what was published.').waitFor()
  await page.context().close()
})
afterAll(() => control('DELETE', '/locales'))

/** No script runs in this page, and so neither does axe: it looks at the same document in another page. */
async function expectPlainAccessible(page: Page): Promise<void> {
  const looking = await (await newVisitor({ viewport: SIZES.phone })).newPage()
  await looking.setContent((await page.content()).replaceAll(/<script\b[\s\S]*?<\/script>/g, ''))
  await expectAccessible(looking)
}

async function phone(locale: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await newVisitor({ viewport: SIZES.phone, locale, javaScriptEnabled })
  return context.newPage()
}

/** From the centre to the shop's login and back. */
async function signIn(page: Page, button: string): Promise<void> {
  await page.locator('[data-kept-centre]').getByRole('link', { name: button, exact: true }).click()
  await page.locator('input[name=email]').fill(WITH_EVERYTHING)
  await page.locator('form[action$="/account/sign-in"] button').click()
  await page.locator('[data-kept-centre] [role=switch]').first().waitFor()
}

const LOOKS = [
  {
    ...{ locale: 'fr', prefix: '', title: 'Vos données et vos choix', button: 'Se connecter' },
    ...{ saved: 'Enregistré. Cela vaut dès maintenant.', held: 'Ce que la boutique détient sur vous', email: 'E-mail' },
    ...{ reload: 'Actualiser', refuse: 'Tout refuser' },
  },
  {
    ...{ locale: 'ar', prefix: '/ar', title: 'بياناتك واختياراتك', button: 'تسجيل الدخول' },
    ...{ saved: 'تم الحفظ. يسري من الآن.', held: 'ما يحتفظ به المتجر عنك', email: 'البريد الإلكتروني' },
    ...{ reload: 'إعادة التحميل', refuse: 'رفض الكل' },
  },
]

describe.each(LOOKS)('a shopper on a phone in $locale', (look) => {
  test.each([true, false])('sees, stops and is told what counts (with a script: %s)', async (isScripted) => {
    const { locale, prefix, title, saved } = look
    const centre = storefront(`${prefix}/apps/privacy`)
    const page = await phone(locale, isScripted)
    await page.goto(centre)
    if (isScripted) await page.getByRole('button', { name: look.refuse }).click()
    const own = page.locator('[data-kept-centre]')
    const expectFaultless = isScripted ? expectAccessible : expectPlainAccessible
    await own.getByRole('heading', { name: title }).waitFor()
    const name = `centre-${locale}-${isScripted ? 'script' : 'plain'}`
    await expectFaultless(page)
    await takePicture(page, `${name}-stranger`)

    await signIn(page, look.button)
    expect(new URL(page.url()).pathname).toBe(`${prefix}/apps/privacy`)
    // The newsletter, in the register's words.
    const letter = own.locator('[data-purpose=email-offers] [role=switch]')
    const before = await letter.getAttribute('aria-checked')
    await letter.click()
    await own.getByText(saved).waitFor()
    expect(await letter.getAttribute('aria-checked')).toBe(before === 'true' ? 'false' : 'true')
    await expectFaultless(page)
    await page.screenshot({ path: `test-results/pictures/${name}.png`, fullPage: true })
    await page.goto(centre)
    expect(await letter.getAttribute('aria-checked')).toBe(before === 'true' ? 'false' : 'true')

    await own.getByRole('link', { name: look.held }).click()
    await expect
      .poll(async () => {
        const again = own.getByRole('link', { name: look.reload })
        if (!isScripted && (await again.count()) > 0) await again.click()
        return own.locator('details').count()
      })
      .toBeGreaterThan(5)
    await own.locator('summary').first().click()
    await own.getByText(WITH_EVERYTHING).first().waitFor()
    await expectFaultless(page)
    await page.screenshot({ path: `test-results/pictures/${name}-held.png`, fullPage: true })
  })
})

test('what is chosen for a device in the centre holds in this browser without another page', async () => {
  const page = await openPage('desktop', 'fr-FR')
  await page.goto(storefront('/apps/privacy'))
  await page.getByRole('button', { name: 'Tout accepter' }).click()
  await signIn(page, 'Se connecter')
  const allows = () => page.evaluate(() => window.Kept.allows('statistics'))
  await expect.poll(allows).toBe(true)
  const measuring = page.locator('[data-purpose=statistics] [role=switch]')
  if ((await measuring.getAttribute('aria-checked')) === 'false') await measuring.click()
  await expect.poll(() => measuring.getAttribute('aria-checked')).toBe('true')
  await measuring.click()
  await expect.poll(allows).toBe(false)
  await measuring.click()
  await expect.poll(allows).toBe(true)
  await page.screenshot({ path: 'test-results/pictures/centre-desktop.png', fullPage: true })
})

test('a sign-up form asks in the register’s words, subscribes at Shopify, and its words are in the ledger', async () => {
  const page = await openPage('phone', 'fr-FR')
  await page.goto(storefront('/pages/newsletter'))
  await page.getByRole('button', { name: 'Tout refuser' }).click()
  const form = page.locator('#kept-newsletter')
  await expectAccessible(page)
  await takePicture(page, 'newsletter-consent')
  expect(await form.getByRole('checkbox').isChecked()).toBe(false)
  await form.getByRole('checkbox').check()
  await form.getByLabel('Adresse e-mail').fill(`${crypto.randomUUID()}@example.com`)
  await form.getByRole('button', { name: 'S’inscrire' }).click()
  await page.getByRole('contentinfo').getByRole('status').waitFor()
  await page.getByRole('contentinfo').getByRole('link', { name: 'Vos données et vos choix' }).click()
  await page.locator('[data-kept-centre]').waitFor()
  // The call goes on although the page was left: only the database says that it arrived.
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  const shown = async () =>
    (await database.query(`SELECT content FROM shown_wordings WHERE content ->> 'place' = 'newsletter'`)).rows
  await expect.poll(shown).toMatchObject([{ content: { language: 'fr', purposes: [{ key: 'email-offers' }] } }])
  await database.end()
})
