/** Reads a sentence: its concepts, its facts, and the statements that it makes. */
import { addressesIn } from '../facts/addresses.ts'
import { type Period, periodsIn } from '../facts/periods.ts'
import { countriesNamed } from '../facts/places.ts'
import { servicesNamed } from '../facts/services.ts'
import { type SentenceSigns, statementsIn } from '../signals/find.ts'
import type { PresentStatement, Trait } from '../signals/rules.ts'
import { type Concept, type Mentions, mentionsIn } from '../signals/terms.ts'
import type { SentenceOfPolicy } from '../text/sentences.ts'
import { wordsOf } from '../words-of.ts'

interface SentenceFacts {
  mails: string[]
  pages: string[]
  periods: Period[]
  /** ISO codes. */
  countries: string[]
  services: string[]
}

export interface ReadSentence extends SentenceOfPolicy {
  words: string
  signs: SentenceSigns
  facts: SentenceFacts
  statements: PresentStatement[]
}

/** At most these words before "outside" makes "not … outside" one thought. */
const FAR = 8

function deniesOutside(mentions: Mentions): boolean {
  const denials = mentions.get('negation') ?? []
  return (mentions.get('outside') ?? []).some(({ word }) =>
    denials.some((denial) => denial.word < word && word - denial.word <= FAR),
  )
}

function traitsOf(
  { isHeading, isForBusiness }: SentenceOfPolicy,
  facts: SentenceFacts,
  mentions: Mentions,
): Set<Trait> {
  const traits: Record<Trait, boolean> = {
    heading: isHeading,
    business_part: isForBusiness,
    period: facts.periods.length > 0,
    country: facts.countries.length > 0,
    mail: facts.mails.length > 0,
    page: facts.pages.length > 0,
    cookie_page_address: facts.pages.some((page) => page.includes('cookie')),
    denies_outside: deniesOutside(mentions),
  }
  return new Set((Object.keys(traits) as Trait[]).filter((trait) => traits[trait]))
}

/** Reads the sentences of a policy one after another: many stand under the same heading. */
export function sentenceReader(): (sentence: SentenceOfPolicy) => ReadSentence {
  const headings = new Map<string, ReadonlySet<Concept>>()
  const conceptsOf = ({ under, language }: SentenceOfPolicy): ReadonlySet<Concept> => {
    if (under === null) return new Set()
    const key = `${language} ${under}`
    const known = headings.get(key) ?? new Set(mentionsIn(wordsOf(under), language).keys())
    headings.set(key, known)
    return known
  }
  return (sentence) => {
    const { text, language } = sentence
    const words = wordsOf(text)
    const mentions = mentionsIn(words, language)
    const facts = {
      ...addressesIn(text),
      periods: periodsIn(words, language),
      countries: countriesNamed(words, language),
      services: servicesNamed(text),
    }
    const signs = { mentions, traits: traitsOf(sentence, facts, mentions), above: conceptsOf(sentence) }
    const statements = statementsIn(signs)
    const named: PresentStatement[] = facts.services.length > 0 ? ['named_service'] : []
    return { ...sentence, words, signs, facts, statements: [...statements, ...named] }
  }
}
