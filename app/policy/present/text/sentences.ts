/** Splits lines into sentences, each with the headings above it. */
import type { PolicyLanguage } from '../../languages.ts'
import { MAX_SENTENCE, MOST_SENTENCES } from '../limits.ts'
import { BusinessPart } from './business-part.ts'
import { languageOfLine } from './language.ts'
import type { Line } from './plain-text.ts'

export interface SentenceOfPolicy {
  text: string
  language: PolicyLanguage
  isHeading: boolean
  /** The heading that it stands under; null above the first. */
  under: string | null
  /** Whether it stands in the part for professionals. */
  isForBusiness: boolean
}

/**
 * Editors lose the space between sentences: "communicate to usIn accordance", "advertising.We can". Only between a
 * word in lower case and one with a capital, because brands are written so too (PayPal, iPhone, YouTube). Bounded: a
 * longer word would be read again from each of its letters.
 */
const GLUED = /(?<=(?:^|[\s"“(])\p{Ll}{2,24}['’)”]{0,2}|['’`]{2}|\p{Ll}{2}[.!?;)])(?=\p{Lu}[\p{Ll}'’ ])/gu

/** Longer ones are cut first: V8 copies the whole text for each segment that it finds in it. */
const PIECE = 4_000

function piecesOf(text: string, length: number): string[] {
  const pieces: string[] = []
  let left = text
  while (left.length > length) {
    const space = left.lastIndexOf(' ', length)
    const end = space > length / 2 ? space : length
    pieces.push(left.slice(0, end))
    left = left.slice(end)
  }
  return [...pieces, left]
}

const segmenters = new Map<PolicyLanguage, Intl.Segmenter>()

function segmenterOf(language: PolicyLanguage): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' })
  segmenters.set(language, known)
  return known
}

/** "Art." and "e.g." end no sentence. */
const ABBREVIATED =
  /(?:^|[\s(])(?:[a-z]\.[a-z]|art|artt|no|nr|n|p|cf|bzw|ca|etc|ex|env|abs|ggf|inkl|vgl|bijv|evt|pág|núm)\.$/iu

function sentencesOf(text: string, language: PolicyLanguage): string[] {
  const found: string[] = []
  for (const piece of piecesOf(text, PIECE).map((each) => each.replace(GLUED, ' \u2029'))) {
    let open = ''
    for (const { segment } of segmenterOf(language).segment(piece)) {
      open += segment
      if (ABBREVIATED.test(open.trimEnd().slice(-8))) continue
      found.push(open)
      open = ''
    }
    found.push(open)
  }
  return found.flatMap((each) => piecesOf(each.trim(), MAX_SENTENCE)).map((each) => each.trim())
}

/** A sentence says something: a word of two letters at least. */
const SAYS = /\p{L}{2}/u

export interface SplitText {
  sentences: SentenceOfPolicy[]
  /** Whether there were more sentences than are compared. */
  isCut: boolean
}

/** The first sentences of a policy. `language` is that of most of it. */
export function splitSentences(lines: readonly Line[], language: PolicyLanguage): SplitText {
  const sentences: SentenceOfPolicy[] = []
  const part = new BusinessPart()
  let spoken = language
  let under: string | null = null
  for (const { text, level } of lines) {
    spoken = languageOfLine(text, spoken)
    if (level !== null) part.enter(text, level, spoken)
    const texts = level === null ? sentencesOf(text, spoken) : piecesOf(text, MAX_SENTENCE)
    for (const each of texts.filter((said) => SAYS.test(said))) {
      if (sentences.length === MOST_SENTENCES) return { sentences, isCut: true }
      sentences.push({ text: each, language: spoken, isHeading: level !== null, under, isForBusiness: part.isOpen })
    }
    if (level !== null) under = text.slice(0, MAX_SENTENCE)
  }
  return { sentences, isCut: false }
}
