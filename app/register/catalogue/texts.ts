/** What the catalogue's entries say in a register, one file per language. */
import type { Text } from '../text.ts'
import { LANGUAGES, type Language, type WRITTEN_LANGUAGES } from '../words.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }
import type { TrackerTopic, Use } from './words.ts'

interface Wording {
  /** What a service of this use does for the shop. */
  uses: Record<Use, string>
  trackers: Record<TrackerTopic, string>
  /** With `{name}` and `{url}`. */
  arrangement: string
}

export const CATALOGUE_WORDINGS = { en, fr, de, es, it, nl } satisfies Record<
  (typeof WRITTEN_LANGUAGES)[number],
  Wording
>

/** Of a register's languages, those that the catalogue is written in. The others are for the merchant to translate. */
export function writtenTextIn(languages: readonly Language[], say: (wording: Wording) => string): Text {
  const written: Partial<Record<Language, Wording>> = CATALOGUE_WORDINGS
  return Object.fromEntries(
    languages.flatMap((language) => {
      const wording = written[language]
      return wording ? [[language, say(wording)]] : []
    }),
  )
}

/** A name is the same in every language. */
export const sameNameIn = (languages: readonly Language[], name: string): Text =>
  Object.fromEntries(LANGUAGES.filter((each) => languages.includes(each)).map((language) => [language, name]))
