/** Recognises the statements of a sentence. */
import { type PresentStatement, SIGNALS_OF, type StatementSign, type Trait } from './rules.ts'
import type { Concept, Mentions } from './terms.ts'

export interface SentenceSigns {
  mentions: Mentions
  traits: ReadonlySet<Trait>
  /** The concepts of the headings above it. */
  above: ReadonlySet<Concept>
}

const CLOSE = 6

function areNear(mentions: Mentions, [one, other]: readonly [Concept, Concept]): boolean {
  const others = mentions.get(other) ?? []
  return (mentions.get(one) ?? []).some((mention) => others.some(({ word }) => Math.abs(word - mention.word) <= CLOSE))
}

function holds(
  { all, any = [], not = [], near, under = [], traits = [], lacks = [] }: StatementSign,
  signs: SentenceSigns,
): boolean {
  const says = (concept: Concept) => signs.mentions.has(concept)
  return (
    all.every(says) &&
    (any.length === 0 || any.some(says)) &&
    !not.some(says) &&
    under.every((concept) => signs.above.has(concept)) &&
    traits.every((trait) => signs.traits.has(trait)) &&
    !lacks.some((trait) => signs.traits.has(trait)) &&
    (!near || areNear(signs.mentions, near))
  )
}

const STATEMENTS = Object.entries(SIGNALS_OF) as [PresentStatement, readonly StatementSign[]][]

export const statementsIn = (signs: SentenceSigns): PresentStatement[] =>
  STATEMENTS.filter(([, signals]) => signals.some((signal) => holds(signal, signs))).map(([statement]) => statement)
