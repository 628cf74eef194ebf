import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { POLICY_LANGUAGES, type PolicyLanguage, policyLanguageOf } from '../../app/policy/languages.ts'
import { statementsOf } from '../../app/policy/model.ts'
import { POLICY_TEXTS, translatorOf } from '../../app/policy/translator.ts'
import { theTemplate } from '../register/a-register.ts'
import { aCookiePage, aPolicy } from './a-policy.ts'

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const leaves = (tree: Record<string, unknown>, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    isTree(value) ? leaves(value, `${path}${key}.`) : [[`${path}${key}`, String(value)]],
  )

const namesIn = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => String(name)))].sort()

const english = new Map(leaves(POLICY_TEXTS.en))

/** Words of the familiar address, signs that are not set, and what no text of that language holds. */
const NEVER: Record<PolicyLanguage, RegExp[]> = {
  en: [/\b(shall|hereby|herein|aforementioned|pursuant)\b/i],
  fr: [/(?<![\wÀ-ÿ])(tu|toi|ton|ta|tes)(?![\wÀ-ÿ])/i, /[^\s][;!?»]/, /«(?! )/, /[^\s]:(?=\s|$)/, /“|”|„/],
  de: [/\b(du|dich|dir|dein|deine|deinen)\b/i, /«|»|”/],
  es: [/(?<![\wÀ-ÿ])(tú|tu|tus|ti|contigo)(?![\wÀ-ÿ])/i, /“|”|« | »/],
  it: [/(?<![\wÀ-ÿ])(tu|tuo|tua|tuoi|tue|ti)(?![\wÀ-ÿ])/i, /“|”|« | »/],
  nl: [/\b(je|jij|jou|jouw)\b/i, /«|»|“|”/],
}

describe.each(POLICY_LANGUAGES)('the fixed sentences in %s', (language) => {
  const texts = new Map(leaves(POLICY_TEXTS[language]))

  test('are all there, with the same things to fill in', () => {
    expect([...texts.keys()]).toEqual([...english.keys()])
    for (const [key, message] of texts) expect(namesIn(message), key).toEqual(namesIn(english.get(key) ?? ''))
  })

  test('can be formatted', () => {
    for (const [key, message] of texts) expect(() => new IntlMessageFormat(message, language), key).not.toThrow()
  })

  test('are set with the signs of the language, and address the reader formally', () => {
    for (const [key, message] of texts) {
      const plain = message
        .replace(/\{\w+, plural, /g, '')
        .replaceAll('#', '6')
        .replaceAll(/[{}]/g, '')
      expect(plain, key).not.toMatch(/['"]| {2}/)
      for (const never of NEVER[language]) expect(plain, key).not.toMatch(never)
    }
  })

  test('are short: no sentence is over 45 words', () => {
    for (const [key, message] of texts)
      for (const sentence of message.split(/[.;:?]\s/)) expect(sentence.split(/\s+/).length, key).toBeLessThan(46)
  })

  test('leave nothing unfilled in a document', () => {
    for (const document of [aPolicy(language), aCookiePage(language)])
      for (const { statement } of statementsOf(document))
        expect(JSON.stringify(statement)).not.toMatch(/"text":"[^"]*\{/)
  })
})

test.each([
  ['en', '1 November 2026', '36 months', '10 years', 'France'],
  ['fr', '1er novembre 2026', '36 mois', '10 ans', 'France'],
  ['de', '1. November 2026', '36 Monate', '10 Jahre', 'Frankreich'],
  ['es', '1 de noviembre de 2026', '36 meses', '10 años', 'Francia'],
  ['it', '1 novembre 2026', '36 mesi', '10 anni', 'Francia'],
  ['nl', '1 november 2026', '36 maanden', '10 jaar', 'Frankrijk'],
] as const)('dates, durations and countries are said in %s', (language, date, months, years, country) => {
  const translator = translatorOf(language, 'fr')
  const { country: code } = theTemplate().controller
  expect(translator.date('2026-11-01')).toBe(date)
  expect([translator.months(36), translator.months(120)]).toEqual([months, years])
  expect(code && translator.country(code)).toBe(country)
})

test.each([
  ['fr', 'fr'],
  ['de-AT', 'de'],
  ['pt-BR', undefined],
  ['pl', undefined],
  ['zh-TW', undefined],
])('a shop’s locale %s is written in %s', (locale, language) => {
  expect(policyLanguageOf(locale)).toBe(language)
})
