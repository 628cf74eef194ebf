import { expect, test } from 'vitest'
import { banner, preferences, press, visit } from './browser.ts'
import { BANNER } from './storefront.ts'

const SAID = {
  ...BANNER,
  language: 'fr',
  purposes: [
    {
      key: 'profiling',
      signal: null,
      since: 1,
      text: { fr: { name: 'Profils', description: 'En bref.', more: 'En long, avec tout ce qu’il faut savoir.' } },
    },
  ],
  recipients: [{ name: 'Mesure', names: { de: 'Messung' }, purposes: ['profiling'] }],
  texts: { de: { title: 'Ihre Wahl <b>', refuse: 'Nein danke', accept: 'Ja gerne' } },
}

test('a shopper reads the merchant’s own words in their language, as text', async () => {
  await using shop = await visit({ banner: SAID, locale: 'de' })
  expect(await banner(shop.page).getByRole('heading').textContent()).toBe('Ihre Wahl <b>')
  expect(await banner(shop.page).getByRole('button').allTextContents()).toEqual(
    expect.arrayContaining(['Nein danke', 'Ja gerne']),
  )
  await press(shop.page, 'open')
  expect(await preferences(shop.page).textContent()).toContain('Messung')
})

test('a purpose that is not translated is asked in the shop’s own words, short first and whole in the preferences', async () => {
  await using shop = await visit({ banner: SAID, locale: 'de' })
  expect(await banner(shop.page).textContent()).toContain('Profils – En bref.')
  await press(shop.page, 'open')
  expect(await preferences(shop.page).textContent()).toContain('En long, avec tout')
})
