import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { LOCAL_API_SECRET } from '../../scripts/local/stack.ts'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { signedWebhook } from '../stand-in/signed.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

const WORDS = {
  en: { erase: 'Erase everything now', keep: 'Keep the data', cancel: 'Cancel', kept: 'Théa Martin decided so' },
  fr: {
    erase: 'Tout effacer maintenant',
    keep: 'Garder les données',
    cancel: 'Annuler',
    kept: 'Théa Martin l’a décidé',
  },
}

test.each([
  ['en', 'desktop'],
  ['fr', 'phone'],
] as const)('staff decide what becomes of a shop that has installed Kept again (%s, %s)', async (locale, size) => {
  const id = randomUUID()
  const content = { shop_id: 1, shop_domain: DEMO_SHOP }
  const { path, headers, body } = signedWebhook('shop/redact', content, {
    secret: LOCAL_API_SECRET,
    shop: DEMO_SHOP,
    id,
  })
  const sent = await fetch(inject('urls').app + path, { method: 'POST', headers, body: new Uint8Array(body) })
  expect(sent.status).toBe(200)

  const page = await openPage(size)
  const app = await openApp(page, `/app/activity/${id}`, locale)
  const words = WORDS[locale]
  await app.getByRole('button', { name: words.keep }).waitFor()
  await takePicture(page, `shop-redact-${size}-${locale}`)
  await expectAccessible(page, '#app')
  await app.getByRole('button', { name: words.erase }).click()
  await app.getByRole('button', { name: words.cancel }).click()
  await app.getByRole('button', { name: words.keep }).click()
  await app.getByText(words.kept).waitFor()
})
