/** Which of the six languages a text is in, by the small words that every sentence needs. */
import { POLICY_LANGUAGES, type PolicyLanguage } from '../../languages.ts'
import { wordsOf } from '../words-of.ts'

/** The commonest words that are none in the others, or rare there. */
const SMALL_WORDS: Record<PolicyLanguage, string> = {
  en: 'the and of to you your we our is are that for with this or by may not which when from',
  fr: 'les des et vous vos nous notre est sont pour avec cette ou par qui dans votre aux du sur au ces leur',
  de: 'die der und sie ihre wir unsere ist sind fur mit diese oder durch werden nicht zu das von auf ihnen den',
  es: 'los las y usted sus nosotros nuestra es son para esta por el su nuestro cuando sobre como se estos',
  it: 'il gli e voi vostri noi nostro sono per questa da che nel della dei di suoi i quando alla le sui',
  nl: 'het van u uw wij onze zijn voor met deze door dat niet een bij aan je ons kunnen worden om',
}

const wordsIn = Object.fromEntries(
  POLICY_LANGUAGES.map((language) => [language, new Set(SMALL_WORDS[language].split(' '))]),
) as Record<PolicyLanguage, Set<string>>

/** Characters that are read: the beginning of a policy is in its language. */
const ENOUGH = 20_000
/** Of a hundred words of a text in a language, 25 to 40 are small words of it; of Latin, fewer than 8 of any. */
const SHARE = 0.12

/** The share of small words of each language, the largest first. */
function sharesOf(text: string): { language: PolicyLanguage; share: number }[] {
  const words = wordsOf(text).split(' ')
  return POLICY_LANGUAGES.map((language) => ({
    language,
    share: words.filter((word) => wordsIn[language].has(word)).length / words.length,
  })).toSorted((a, b) => b.share - a.share)
}

/** Null when it is in none of them, or too short to tell. */
export function languageOfText(text: string): PolicyLanguage | null {
  const [best] = sharesOf(text.slice(0, ENOUGH))
  return best && best.share >= SHARE ? best.language : null
}

/** A policy may have its parts in several languages. Shorter lines say too little. */
const LONG_LINE = 100
const SHARE_OF_LINE = 0.2
/** A line is in another language than the lines before it when this language has so many times their small words. */
const CLEARLY = 2

/** The language of a line; `before` is that of the lines before it. */
export function languageOfLine(text: string, before: PolicyLanguage): PolicyLanguage {
  if (text.length < LONG_LINE) return before
  const [best, ...others] = sharesOf(text.slice(0, ENOUGH))
  const staying = others.find(({ language }) => language === before)
  if (!best || !staying) return before
  return best.share >= SHARE_OF_LINE && best.share >= CLEARLY * staying.share ? best.language : before
}
