/**
 * Finds the words of a concept in a sentence. Terms stand in a file for each language. A term is the beginning of a
 * word (`delet` finds "deleted"); `=` at its end asks for the whole word, `~` at its start finds it inside of a
 * compound ("Kundendaten").
 */
import type { PolicyLanguage } from '../../languages.ts'
import { wordsOf } from '../words-of.ts'
import de from './terms/de.json' with { type: 'json' }
import en from './terms/en.json' with { type: 'json' }
import es from './terms/es.json' with { type: 'json' }
import fr from './terms/fr.json' with { type: 'json' }
import it from './terms/it.json' with { type: 'json' }
import nl from './terms/nl.json' with { type: 'json' }

export type Concept = keyof typeof en

const TERMS = { en, fr, de, es, it, nl } satisfies Record<PolicyLanguage, Record<Concept, string>>

/** A tree of characters: a text is read once, however many terms there are. */
interface Branch<Found> {
  next: Map<string, Branch<Found>>
  /** Found at this place, and found only when the word ends here. */
  begun: Found[]
  whole: Found[]
}

const branch = <Found>(): Branch<Found> => ({ next: new Map(), begun: [], whole: [] })

function grow<Found>(root: Branch<Found>, term: string, found: Found, isWhole: boolean): void {
  let at = root
  for (const sign of term) {
    const next = at.next.get(sign) ?? branch<Found>()
    at.next.set(sign, next)
    at = next
  }
  at[isWhole ? 'whole' : 'begun'].push(found)
}

/** Everything that begins at a place. */
function* foundAt<Found>(root: Branch<Found>, text: string, start: number): Generator<{ found: Found; end: number }> {
  let at: Branch<Found> | undefined = root
  for (let end = start; at; end += 1) {
    for (const found of at.begun) yield { found, end }
    const sign = text[end]
    if (sign === undefined || sign === ' ') for (const found of at.whole) yield { found, end }
    at = sign === undefined ? undefined : at.next.get(sign)
  }
}

/** A dictionary of phrases: names of countries, of services. Whole words. */
export class Phrases<Found> {
  readonly #root = branch<Found>()

  add(phrase: string, found: Found): void {
    const words = wordsOf(phrase)
    if (words !== '') grow(this.#root, words, found, true)
  }

  /** @param text as `wordsOf` returns it */
  in(text: string): { found: Found; start: number; end: number }[] {
    return wordStarts(text).flatMap((start) =>
      [...foundAt(this.#root, text, start)].map(({ found, end }) => ({ found, start, end })),
    )
  }
}

function wordStarts(text: string): number[] {
  const starts = text === '' ? [] : [0]
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) starts.push(at + 1)
  return starts
}

interface Dictionary {
  begins: Branch<Concept>
  inside: Branch<Concept>
}

function dictionaryOf(language: PolicyLanguage): Dictionary {
  const dictionary: Dictionary = { begins: branch(), inside: branch() }
  for (const [concept, terms] of Object.entries(TERMS[language]) as [Concept, string][]) {
    for (const term of terms.split(',').map((each) => each.trim())) {
      const root = term.startsWith('~') ? dictionary.inside : dictionary.begins
      grow(root, wordsOf(term), concept, term.endsWith('='))
    }
  }
  return dictionary
}

const dictionaries = new Map<PolicyLanguage, Dictionary>()

function dictionaryIn(language: PolicyLanguage): Dictionary {
  const known = dictionaries.get(language) ?? dictionaryOf(language)
  dictionaries.set(language, known)
  return known
}

/** Where a concept stands: the number of the word, and the word itself. */
interface Mention {
  word: number
  said: string
}

export type Mentions = ReadonlyMap<Concept, readonly Mention[]>

/** @param text as `wordsOf` returns it */
export function mentionsIn(text: string, language: PolicyLanguage): Mentions {
  const { begins, inside } = dictionaryIn(language)
  const mentions = new Map<Concept, Mention[]>()
  const note = (concept: Concept, word: number, start: number, end: number) => {
    const wordEnd = text.indexOf(' ', end)
    const said = text.slice(start, wordEnd < 0 ? text.length : wordEnd)
    mentions.set(concept, [...(mentions.get(concept) ?? []), { word, said }])
  }
  for (const [word, start] of wordStarts(text).entries()) {
    for (const { found, end } of foundAt(begins, text, start)) note(found, word, start, end)
    for (let at = start + 1; at < text.length && text[at] !== ' '; at += 1)
      for (const { found, end } of foundAt(inside, text, at)) note(found, word, start, end)
  }
  return mentions
}
