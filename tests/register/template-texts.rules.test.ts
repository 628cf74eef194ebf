import { describe, expect, test } from 'vitest'
import { fromTemplate } from '../../app/register/edit/start.ts'
import { textsOf } from '../../app/register/entries.ts'
import {
  completeness,
  missingTranslations,
  type Register,
  suggestedParts,
  withConfirmed,
} from '../../app/register/index.ts'
import { WORDINGS } from '../../app/register/template/texts.ts'
import { WRITTEN_LANGUAGES } from '../../app/register/words.ts'
import { TODAY, theTemplate } from './a-register.ts'

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const leaves = (tree: Record<string, unknown>, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    isTree(value) ? leaves(value, `${path}${key}.`) : [[`${path}${key}`, String(value)]],
  )

const filledIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

const english = new Map(leaves(WORDINGS.en))

const TRANSLATED = ['fr', 'de', 'es', 'it', 'nl'] as const satisfies readonly (keyof typeof WORDINGS)[]

/** Said with the same word as in English: each is a word of that language. */
const SAME_AS_ENGLISH: Record<(typeof TRANSLATED)[number], string[]> = {
  fr: ['items.cookies'],
  de: ['items.region', 'items.cookies', 'items.name'],
  es: ['items.cookies'],
  it: ['items.password'],
  nl: ['items.cookies', 'storagePlaces.databases.name'],
}
/** The familiar address, quotation marks of another language, and English words that a translator left. */
const NEVER: Record<keyof typeof WORDINGS, RegExp[]> = {
  en: [/\b(shall|hereby|herein|aforementioned|pursuant)\b/i, /[«»„]/],
  fr: [/(?<![\wÀ-ÿ])(tu|toi|ton|ta|tes)(?![\wÀ-ÿ])/i, /[^\s][;!?»:](?=\s|$)/, /\b(the|your|we|with)\b/i],
  de: [/\b(du|dich|dir|dein|deine|deinen)\b/i, /«|»|”/, /\b(the|your|we|with)\b/i],
  es: [/(?<![\wÀ-ÿ])(tú|tu|tus|ti|contigo)(?![\wÀ-ÿ])/i, /“|”/, /\b(the|your|we|with)\b/i],
  it: [/(?<![\wÀ-ÿ])(tu|tuo|tua|tuoi|tue|ti)(?![\wÀ-ÿ])/i, /“|”/, /\b(the|your|with)\b/i],
  nl: [/\b(je|jij|jou|jouw)\b/i, /«|»|“|”/, /\b(the|your|with)\b/i],
}

/** What the law itself calls these in each language, in the GDPR's own text. */
const TERMS: [keyof typeof WORDINGS, string, RegExp][] = [
  ['de', 'purposes.partner-brands.description', /Einwilligung/],
  ['de', 'purposes.profiling.description', /widersprechen/],
  ['es', 'purposes.partner-brands.description', /consentimiento/],
  ['es', 'purposes.profiling.description', /oponerse/],
  ['es', 'fraudCheck.consequences', /expresar su punto de vista e impugnar la decisión/],
  ['es', 'retention.newsletter-inactive.description', /suprimimos/],
  ['it', 'purposes.partner-brands.description', /consenso/],
  ['it', 'purposes.profiling.description', /opporsi/],
  ['it', 'clauses.our-word.text', /lecito, corretto e trasparente/],
  ['nl', 'purposes.partner-brands.description', /toestemming/],
  ['nl', 'purposes.profiling.description', /bezwaar/],
  ['nl', 'fraudCheck.consequences', /standpunt kenbaar maken en het besluit aanvechten/],
  ['nl', 'clauses.our-word.text', /rechtmatig, behoorlijk en transparant/],
  ['fr', 'clauses.our-word.text', /licite, loyale et transparente/],
]

describe.each(WRITTEN_LANGUAGES)('the template’s texts in %s', (language) => {
  const texts = new Map(leaves(WORDINGS[language]))

  test('are all there, with the same things to fill in', () => {
    expect([...texts.keys()]).toEqual([...english.keys()])
    for (const [key, text] of texts) expect(filledIn(text), key).toEqual(filledIn(english.get(key) ?? ''))
  })

  test('are set with the signs of the language, and address the reader formally', () => {
    for (const [key, text] of texts) {
      expect(text.trim(), key).toBe(text)
      expect(text, key).not.toMatch(/^$|['"]| {2}/)
      for (const never of NEVER[language]) expect(text, key).not.toMatch(never)
    }
  })

  test('are short: no sentence is over 45 words', () => {
    for (const [key, text] of texts)
      for (const sentence of text.split(/[.;:?]\s/)) expect(sentence.split(/\s+/).length, key).toBeLessThan(46)
  })

  test('end their sentences as the English do', () => {
    for (const [key, text] of texts) expect(text.endsWith('.'), key).toBe(english.get(key)?.endsWith('.'))
  })
})

test.each(TRANSLATED)('nothing is left in English in %s by accident', (language) => {
  const left = leaves(WORDINGS[language]).flatMap(([key, text]) => (english.get(key) === text ? [key] : []))
  expect(left.sort()).toEqual([...SAME_AS_ENGLISH[language]].sort())
})

test.each(TERMS)('in %s, %s uses the word of the law', (language, key, term) => {
  expect(new Map(leaves(WORDINGS[language])).get(key)).toMatch(term)
})

test('two headings of one section are never the same, in any language', () => {
  const { clauses, dataCategories } = theTemplate()
  for (const language of WRITTEN_LANGUAGES) {
    const headings = [
      ...dataCategories.map(({ name }) => name[language]),
      ...clauses.flatMap(({ title }) => title[language] ?? []),
    ]
    expect(new Set(headings).size, language).toBe(headings.length)
  }
})

describe('a shop that begins from the template', () => {
  const begun = (...locales: string[]): Register =>
    fromTemplate(
      {
        name: 'Maison Lavande',
        email: 'dpo@maison-lavande.example',
        url: 'https://maison-lavande.example/',
        address: '12 rue des Lilas\n69002 Lyon',
        country: 'FR',
        locales,
      },
      new Date(`${TODAY}T12:00:00Z`),
    )

  test.each(WRITTEN_LANGUAGES)('and offers %s has no text to translate', (language) => {
    const register = begun('fr', language)
    expect(register.languages.offered).toContain(language)
    expect(missingTranslations(register)).toEqual([])
    expect(missingTranslations(register, WRITTEN_LANGUAGES)).toEqual([])
  })

  const confirmed = (register: Register) => withConfirmed(register, suggestedParts(register))

  test('and offers all six finds the languages done in the setup guide', () => {
    const { steps } = completeness(confirmed(begun(...WRITTEN_LANGUAGES)), TODAY)
    expect(steps.filter(({ state }) => state !== 'done').map(({ step }) => step)).toEqual(['agreements'])
  })

  test('in its own language keeps that language as the register’s', () => {
    expect(begun('de-AT', 'fr').languages).toEqual({ default: 'de', offered: ['de', 'fr'] })
  })

  test('and offers a language that the template lacks is told every text to translate', () => {
    const register = begun('fr', 'pl')
    expect(missingTranslations(register)).toHaveLength(textsOf(register).filter(({ text }) => text.fr).length)
  })

  test('reads its own name, and no text that waits to be filled in', () => {
    const said = textsOf(begun('fr')).flatMap(({ text }) => Object.values(text))
    expect(said.filter((text) => text.includes('{'))).toEqual([])
    expect(said.filter((text) => text.includes('Maison Lavande'))).toHaveLength(WRITTEN_LANGUAGES.length)
  })
})
