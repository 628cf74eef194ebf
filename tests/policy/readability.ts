/**
 * How easy a text is to read, by the measure that is in use for each language. Higher is easier; about 60 is what
 * somebody at level B1 reads without help (Gulpease has another scale: from 60 on for readers with eight years of school,
 * from 40 on for those with a diploma).
 *
 * Syllables are counted as groups of vowels, with the silent endings of English and French left out: an approximation,
 * which shows when a text becomes harder. No library that is kept up counts them for all six languages.
 */
import type { PolicyLanguage } from '../../app/policy/languages.ts'

interface Counts {
  sentences: number
  words: number
  letters: number
  syllables: number
}

const VOWELS = /[aeiouyàâäáãåæçèéêëìíîïòóôöõøœùúûüÿ]+/g
/** Spanish strong vowels beside each other are two syllables: `caos`, `leer`. */
const STRONG_PAIR = /[aeoáéó](?=[aeoáéó])/g

const SILENT: Partial<Record<PolicyLanguage, RegExp>> = {
  en: /(?<=[^aeiouyl])e[ds]?$|(?<=[aeiouy]l)es?$/,
  fr: /(?<=[^aeiouyàâéèêîôû])(?:es?|ent)$/,
}

export function syllablesIn(word: string, language: PolicyLanguage): number {
  const spoken = word.toLowerCase().replace(SILENT[language] ?? '', '')
  const groups = spoken.match(VOWELS)?.length ?? 0
  const apart = language === 'es' ? (spoken.match(STRONG_PAIR)?.length ?? 0) : 0
  return Math.max(1, groups + apart)
}

export const wordsIn = (text: string): string[] => text.match(/\p{L}[\p{L}\p{M}\p{N}]*/gu) ?? []

export function countsOf(sentences: readonly string[], language: PolicyLanguage): Counts {
  const words = sentences.flatMap(wordsIn)
  return {
    sentences: sentences.length,
    words: words.length,
    letters: words.reduce((sum, { length }) => sum + length, 0),
    syllables: words.reduce((sum, word) => sum + syllablesIn(word, language), 0),
  }
}

const flesch =
  (start: number, perWord: number, perSyllable: number) =>
  ({ sentences, words, syllables }: Counts) =>
    start - (perWord * words) / sentences - (perSyllable * syllables) / words

const MEASURES: Record<PolicyLanguage, (counts: Counts) => number> = {
  // Flesch 1948.
  en: flesch(206.835, 1.015, 84.6),
  // Kandel and Moles 1958.
  fr: flesch(207, 1.015, 73.6),
  // Amstad 1978.
  de: flesch(180, 1, 58.5),
  // Fernández Huerta 1959.
  es: flesch(206.84, 1.02, 60),
  // Lucisano and Piemontese 1988 (Gulpease).
  it: ({ sentences, words, letters }) => 89 + (300 * sentences - 10 * letters) / words,
  // Douma 1960.
  nl: flesch(206.84, 0.93, 77),
}

export const readability = (sentences: readonly string[], language: PolicyLanguage): number =>
  MEASURES[language](countsOf(sentences, language))
