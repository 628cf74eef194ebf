import { describe, expect, test } from 'vitest'
import { POLICY_LANGUAGES, type PolicyLanguage } from '../../app/policy/languages.ts'
import { type PolicyDocument, statementsOf } from '../../app/policy/model.ts'
import { plainText } from '../../app/policy/translator.ts'
import { aPolicy, parsedPage } from './a-policy.ts'
import { readability, syllablesIn, wordsIn } from './readability.ts'

/** The source policy that the template is measured by has 2,693 words; the issue allows 3,500. */
const MOST_WORDS: Record<PolicyLanguage, number> = { en: 3_500, fr: 3_500, de: 3_350, es: 3_500, it: 3_500, nl: 3_450 }

const LEAST: Record<PolicyLanguage, number> = { en: 70, fr: 74, de: 58, es: 70, it: 60, nl: 62 }

const LONGEST_SENTENCE = 36

/** What is said in sentences: no names, no addresses, no lists of data. */
function sentencesOf(document: PolicyDocument): string[] {
  const texts = [...statementsOf(document)].flatMap(({ statement }) =>
    'cells' in statement
      ? []
      : statement.blocks.flatMap((block) => {
          if (block.type === 'paragraph') return [block.text]
          return block.type === 'list' ? block.items : block.items.map(({ text }) => text)
        }),
  )
  return (
    texts
      .map((text) => plainText(text.filter(({ type }) => type !== 'link')))
      .flatMap((text) => [...new Intl.Segmenter(document.language, { granularity: 'sentence' }).segment(text)])
      .map(({ segment }) => segment.trim())
      .filter((sentence) => /\p{L}[.!?]$/u.test(sentence) && wordsIn(sentence).length > 3)
      // What is set apart by such signs is a list, not a sentence.
      .filter((sentence) => !/\s?; /.test(sentence))
  )
}

describe.each(POLICY_LANGUAGES)('somebody who reads the template’s policy in %s', (language) => {
  const document = aPolicy(language)
  const sentences = sentencesOf(document)

  test('and does not read such texts for a living understands it', () => {
    expect(sentences.length).toBeGreaterThan(80)
    expect(readability(sentences, language)).toBeGreaterThan(LEAST[language])
  })

  test('loses the thread in no sentence', () => {
    expect(sentences.filter((sentence) => wordsIn(sentence).length > LONGEST_SENTENCE)).toEqual([])
  })

  test('on a telephone is through in a quarter of an hour', () => {
    const words = parsedPage(document)
      .text.split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word))
    expect(words.length).toBeLessThan(MOST_WORDS[language])
  })
})

test.each([
  ['en', 'privacy', 3],
  ['en', 'make', 1],
  ['en', 'makes', 1],
  ['fr', 'données', 2],
  ['fr', 'utilisent', 3],
  ['de', 'Einwilligung', 4],
  ['es', 'leer', 2],
  ['es', 'datos', 2],
  ['it', 'sicurezza', 4],
  ['nl', 'gegevens', 3],
] as const)('in %s, "%s" has its %i syllables', (language, word, syllables) => {
  expect(syllablesIn(word, language)).toBe(syllables)
})

test('the measure tells a sentence for everybody from one for lawyers', () => {
  const plain = readability(['We keep your name as long as you have an account.'], 'en')
  const legal = readability(
    [
      'Personal data is retained for the duration of the contractual relationship notwithstanding applicable obligations.',
    ],
    'en',
  )
  expect(plain - legal).toBeGreaterThan(60)
})
