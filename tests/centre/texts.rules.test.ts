import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { directionOf } from '../../app/centre/model.ts'
import { CENTRE_LANGUAGES, centreLanguageOf, centreTexts } from '../../app/centre/texts.ts'

const LOCALES = 'extensions/consent-banner/locales'
const locales = readdirSync(LOCALES)
  .filter((file) => !file.includes('.schema.'))
  .map((file) => ({
    locale: file.replace(/(\.default)?\.json$/, ''),
    ...JSON.parse(readFileSync(`${LOCALES}/${file}`, 'utf8')),
  }))

const leaves = (texts: object, at = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${at}${key}`, value] as [string, string]] : leaves(value, `${at}${key}.`),
  )
const filledIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

test('whoever reads the banner in a language reads the centre in it, from the same side', () => {
  expect(locales).toHaveLength(37)
  for (const { locale, lang, dir } of locales) {
    expect(centreLanguageOf(locale).split('-')[0], locale).toBe(lang.split('-')[0])
    expect(directionOf(centreLanguageOf(locale)), locale).toBe(dir)
  }
})

describe.each(CENTRE_LANGUAGES)('in %s', (language) => {
  test('no text is missing, empty or left in English, and each fills in what the English one does', () => {
    const english = new Map(leaves(centreTexts('en')))
    const own = leaves(centreTexts(language))
    expect(own.map(([key]) => key)).toEqual([...english.keys()])
    for (const [key, text] of own) {
      expect(text.trim(), key).toBe(text)
      expect(filledIn(text), key).toEqual(filledIn(english.get(key) ?? ''))
    }
    const same = own.filter(([key, text]) => text.length > 12 && text === english.get(key))
    if (language !== 'en') expect(same).toEqual([])
  })

  test('the blocks of the theme call the centre by its name', () => {
    const found = locales.find(({ locale }) => locale === language)
    expect(found?.centre.link).toBe(centreTexts(language).title)
  })
})
