/** The sentences of the policy that the draft would publish, and the one that says the same in other words. */
import type { EntryRef, Register } from '../../../register/index.ts'
import { textOf } from '../../compare/documents.ts'
import type { PolicyLanguage } from '../../languages.ts'
import { statementsOf } from '../../model.ts'
import { policyOf } from '../../policy.ts'
import { MOST_DRAFT_STATEMENTS } from '../limits.ts'
import type { PresentStatement } from '../signals/rules.ts'
import { wordsOf } from '../words-of.ts'
import { sentenceReader } from './read.ts'

export interface DraftSentence {
  /** The name of its statement, or of its section. */
  title: string
  entries: EntryRef[]
  statements: PresentStatement[]
  stems: Set<string>
  words: string
}

/** A word's beginning stands for its forms: "delivered" and "delivery". Shorter words say little. */
const STEM = 6
const SHORTEST = 4

const stemsOf = (words: string): Set<string> =>
  new Set(words.split(' ').flatMap((word) => (word.length < SHORTEST ? [] : word.slice(0, STEM))))

function sentencesOfDraft(register: Register, language: PolicyLanguage): DraftSentence[] {
  const document = policyOf(register, { language, version: { number: null, date: NO_DAY } })
  const read = sentenceReader()
  const sentences: DraftSentence[] = []
  for (const { part, section, statement } of statementsOf(document)) {
    if (sentences.length >= MOST_DRAFT_STATEMENTS) break
    const under = section.title
    const isForBusiness = part.id === 'professional'
    for (const text of textOf(statement).split(/\n|(?<=[.!?])\s/)) {
      const { words, statements } = read({ text, language, isHeading: false, under, isForBusiness })
      const title = statement.title || section.title
      sentences.push({ title, entries: statement.entries, statements, stems: stemsOf(words), words })
    }
  }
  return sentences
}

/** The date of a draft is not compared. */
const NO_DAY = '2000-01-01'

/** Below, two sentences only have a subject in common. */
const ALIKE = 0.6
const FEWEST_COMMON = 3
/** A stem of more sentences than these tells none of them apart, and would cost more than it says. */
const MOST_SENTENCES_OF_STEM = 200

/** A draft in one language, searched by the words that sentences have in common. */
export class DraftPolicy {
  readonly #sentences: DraftSentence[]
  readonly #byStem = new Map<string, number[]>()
  readonly #byWords = new Map<string, DraftSentence>()

  constructor(register: Register, language: PolicyLanguage) {
    this.#sentences = sentencesOfDraft(register, language)
    for (const [index, sentence] of this.#sentences.entries()) {
      if (!this.#byWords.has(sentence.words)) this.#byWords.set(sentence.words, sentence)
      for (const stem of sentence.stems) this.#byStem.set(stem, [...(this.#byStem.get(stem) ?? []), index])
    }
  }

  /** The sentence with the same words. */
  identical(words: string): DraftSentence | undefined {
    return words.includes(' ') ? this.#byWords.get(words) : undefined
  }

  /** The first sentences that make a statement. */
  making(statement: PresentStatement): DraftSentence[] {
    return this.#sentences.filter(({ statements }) => statements.includes(statement))
  }

  /** The sentence that has most of its words in common, if there is one. */
  alike(words: string): DraftSentence | undefined {
    const stems = stemsOf(wordsOf(words))
    const common = new Map<number, number>()
    for (const stem of stems) {
      const sentences = this.#byStem.get(stem) ?? []
      if (sentences.length > MOST_SENTENCES_OF_STEM) continue
      for (const index of sentences) common.set(index, (common.get(index) ?? 0) + 1)
    }
    let best: { sentence: DraftSentence; score: number } | undefined
    for (const [index, shared] of common) {
      const sentence = this.#sentences[index]
      if (!sentence || shared < FEWEST_COMMON) continue
      const score = (2 * shared) / (stems.size + sentence.stems.size)
      if (score >= ALIKE && score > (best?.score ?? 0)) best = { sentence, score }
    }
    return best?.sentence
  }
}
