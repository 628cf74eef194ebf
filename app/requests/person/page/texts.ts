/** The words of the pages on which people use their rights, in the languages that the policy is written in. */
import { IntlMessageFormat } from 'intl-messageformat'
import { typesetAll } from '../../../platform/typography.ts'
import type { PolicyLanguage } from '../../../policy/index.ts'
import { liquidText } from '../../../shopify/liquid.ts'
import { REQUEST_KINDS, type RequestKind } from '../../words.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

export type PersonTexts = typeof en
const PERSON_TEXTS = { en, fr, de, es, it, nl } satisfies Record<PolicyLanguage, PersonTexts>

type Values = Record<string, string | number>

/** The words of one language, safe in a page that Shopify runs as Liquid. */
export interface PersonWords {
  language: PolicyLanguage
  texts: PersonTexts
  /** A text of these, with its values set in; escaped. */
  say(text: string, values?: Values): string
  /** A day as people write it, to be set into a text. */
  day(iso: string): string
}

const formats = new Map<string, IntlMessageFormat>()

/** Parsed once and kept: the texts are few and fixed. */
function formatOf(text: string, language: PolicyLanguage): IntlMessageFormat {
  const name = `${language} ${text}`
  const format = formats.get(name) ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
  formats.set(name, format)
  return format
}

export function personWords(language: PolicyLanguage): PersonWords {
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const day = (iso: string) => days.format(new Date(`${iso}T00:00:00Z`))
  return {
    language,
    texts: typesetAll(PERSON_TEXTS[language], language),
    say: (text, values) => liquidText(values ? String(formatOf(text, language).format(values)) : text),
    day,
  }
}

/** What people can ask for, in the words of the form on which they do. */
export const rightsInWords = (language: PolicyLanguage): { kind: RequestKind; name: string }[] =>
  REQUEST_KINDS.map((kind) => ({ kind, name: PERSON_TEXTS[language].kinds[kind] }))
