import { expect, test } from 'vitest'
import { WITH_EVERYTHING } from '../stand-in/shop/notable.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

const SAYS = {
  en: {
    email: 'E-mail',
    kind: 'Request',
    file: 'File',
    prove: 'Note that identity is proven',
    start: 'Read what is held',
    rows: /^Customer: 1$/,
    undeclared: 'Not declared',
  },
  fr: {
    email: 'E-mail',
    kind: 'Demande',
    file: 'Enregistrer',
    prove: 'Noter que l’identité est prouvée',
    start: 'Lire ce qui est détenu',
    rows: /^Client : 1$|^Client: 1$/,
    undeclared: 'Non déclaré',
  },
}
/** Each look files another kind, so that no request joins the one before. */
const KINDS = ['access', 'portability', 'restriction', 'question']

test.each(LOOKS.map((look, n) => ({ ...look, kind: KINDS[n] ?? 'access' })))(
  'staff have everything read that is held, and see what nobody declared ($size, $locale)',
  async ({ size, locale, kind }) => {
    const says = SAYS[locale === 'en' ? 'en' : 'fr']
    const page = await openPage(size)
    const app = await openApp(page, '/app/requests/new', locale)
    await app.getByLabel(says.email, { exact: true }).fill(WITH_EVERYTHING)
    await app.getByLabel(says.kind, { exact: true }).selectOption(kind)
    await app.getByRole('button', { name: says.file, exact: true }).click()
    await app.getByRole('button', { name: says.prove }).click()
    await app.getByRole('dialog').getByRole('button', { name: says.prove }).click()
    await app.getByRole('button', { name: says.start }).click()
    await app.getByRole('link', { name: says.rows }).waitFor()
    await takePicture(page, `request-held-${size}-${locale}`)
    await expectAccessible(page, '#app')

    await app.getByRole('link', { name: says.rows }).click()
    await app.getByText('Camille', { exact: true }).waitFor()
    // This shop has published no register: nothing is declared, and so nothing would be given.
    await app.getByText(says.undeclared).first().waitFor()
    await takePicture(page, `request-held-rows-${size}-${locale}`)
    await expectAccessible(page, '#app')
    const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
    expect(width, 'nothing scrolls sideways').toBeLessThanOrEqual(0)
  },
)
