/**
 * The parts of a register that the banner shows: purposes with their texts, the recipients of the data, and the
 * trackers of each purpose.
 */
import {
  inLanguage,
  isInEea,
  LANGUAGES,
  type Language,
  type Purpose,
  type Recipient,
  type Register,
  type Text,
  type Tracker,
} from '../../register/index.ts'
import type { BannerSettings } from '../settings/model.ts'
import type { BannerRecipient, PurposeText } from './config.ts'

/** The shop's own staff and authorities are not partners that a visitor chooses. */
const NAMED_KINDS: readonly Recipient['kind'][] = ['processor', 'joint_controller', 'controller']

/**
 * The trackers that the banner deletes after a refusal: those that a script of the shop's own site is able to delete.
 */
export const deletableTrackers = ({ trackers }: Register, purpose: string): Tracker[] =>
  trackers.filter(
    (tracker) =>
      tracker.purpose === purpose &&
      tracker.exemption === 'none' &&
      tracker.party === 'first' &&
      tracker.storage !== 'pixel',
  )

/** The recipients of a purpose's data: those that the purpose names, and those whose trackers serve it. */
export function recipientsOf(register: Register, purpose: Purpose): Recipient[] {
  const served = register.trackers.flatMap((tracker) =>
    tracker.purpose === purpose.id && tracker.recipient !== null ? [tracker.recipient] : [],
  )
  const wanted = new Set([...purpose.recipients, ...served])
  return register.recipients.filter(({ id, kind }) => wanted.has(id) && NAMED_KINDS.includes(kind))
}

/** Every recipient of an asked purpose, with the purposes it receives data for, in the register's order. */
export function namedRecipients(
  register: Register,
  asked: readonly Purpose[],
  languages: readonly Language[],
): BannerRecipient[] {
  const own = register.languages.default
  const purposes = new Map<string, string[]>()
  for (const purpose of asked)
    for (const { id } of recipientsOf(register, purpose)) purposes.set(id, [...(purposes.get(id) ?? []), purpose.id])
  return register.recipients
    .filter(({ id }) => purposes.has(id))
    .map(({ id, name, country }) => {
      const said = inLanguage(name, own, own)
      const others = languages.filter((language) => name[language] !== undefined && name[language] !== said)
      return {
        name: said,
        ...(others.length > 0 && {
          names: Object.fromEntries(others.map((language) => [language, inLanguage(name, language, own)])),
        }),
        ...(country && { country }),
        purposes: purposes.get(id) ?? [],
      }
    })
}

/** The longest description in the preferences, in characters. The policy has the whole text. */
const MOST_MORE = 500

const cut = (text: string, most: number) => {
  if (text.length <= most) return text
  const short = text.slice(0, most - 1)
  const end = short.lastIndexOf(' ')
  // Cut inside a word only where that word is longer than half of the line.
  return `${(end > most / 2 ? short.slice(0, end) : short).trimEnd()}…`
}

/** The longest line beside a purpose's name, in characters: with the name it takes two lines on a phone. */
const MAX_DERIVED_LINE = 80

/** The first sentence of a description; empty when that sentence is too long, because half a sentence misleads. */
export function lineOf(description: string, language: string): string {
  const flat = description.replace(/\s+/g, ' ').trim()
  const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(flat)
  const line = first?.segment.trim() ?? ''
  return line.length <= MAX_DERIVED_LINE ? line : ''
}

export type TextDetail = 'full' | 'lines' | 'names'

/** The texts of a purpose in each language: the register's, or the line that staff wrote for the banner. */
export function purposeTexts(
  { id, name, description }: Purpose,
  { lines }: Pick<BannerSettings, 'lines'>,
  languages: readonly Language[],
  own: Language,
  textDetail: TextDetail,
): Record<string, PurposeText> {
  const written = (language: string) => lines[id]?.[language]
  const inOne = (text: Text, language: Language) => inLanguage(text, language, own)
  const ofLanguages = languages.map((language) => [
    language,
    written(language),
    inOne(name, language),
    inOne(description, language),
  ]) satisfies [string, string | undefined, string, string][]
  // Staff may also write a line for `pt-BR` where the register knows only `pt`.
  const ofLocales = Object.entries(lines[id] ?? {}).flatMap(([locale, line]): [string, string, string, string][] => {
    const [base] = locale.split('-')
    const language = LANGUAGES.find((each) => each === base)
    if (!language || locale === language) return []
    return [[locale, line, inOne(name, language), inOne(description, language)]]
  })
  return Object.fromEntries(
    [...ofLanguages, ...ofLocales].map(([language, line, said, described]) => {
      const short = textDetail === 'names' ? '' : (line ?? lineOf(described, language))
      const more = cut(described, MOST_MORE)
      return [
        language,
        { name: said, description: short, ...(textDetail === 'full' && more !== short && more !== '' && { more }) },
      ]
    }),
  )
}

/** Whether the recipient's country protects the data like the EU (GDPR Art. 45). */
export const isProtected = ({ country, transfer }: Recipient): boolean =>
  transfer.mechanism === 'eea' || transfer.mechanism === 'adequacy' || (country !== null && isInEea(country))
