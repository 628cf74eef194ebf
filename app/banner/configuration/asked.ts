/** What of a register the banner asks: its purposes, who receives data for them, and what they leave behind. */
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

/** Staff of the shop and authorities are no partners that a visitor chooses. */
const NAMED_KINDS: readonly Recipient['kind'][] = ['processor', 'joint_controller', 'controller']

/** The trackers that go when a purpose is refused: those a script of the shop's own site can delete. */
export const deletableTrackers = ({ trackers }: Register, purpose: string): Tracker[] =>
  trackers.filter(
    (tracker) =>
      tracker.purpose === purpose &&
      tracker.exemption === 'none' &&
      tracker.party === 'first' &&
      tracker.storage !== 'pixel',
  )

/** Who receives data for a purpose: those it names, and those whose trackers serve it. */
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

/** Characters of a description in the preferences. The whole of it is in the policy. */
const MOST_MORE = 500

const cut = (text: string, most: number) => {
  if (text.length <= most) return text
  const short = text.slice(0, most - 1)
  const end = short.lastIndexOf(' ')
  // A word that fills half of the line is cut.
  return `${(end > most / 2 ? short.slice(0, end) : short).trimEnd()}…`
}

/** Characters of a line beside a purpose's name: on a phone, two lines with it. */
const MOST_LINE = 80

/** What a description says in one line: its first sentence, or nothing where that is longer. Half a sentence says nothing. */
export function lineOf(description: string, language: string): string {
  const flat = description.replace(/\s+/g, ' ').trim()
  const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(flat)
  const line = first?.segment.trim() ?? ''
  return line.length <= MOST_LINE ? line : ''
}

export type Wordiness = 'full' | 'lines' | 'names'

/** A purpose in each language: the register's words, or the line that staff wrote for the banner. */
export function purposeTexts(
  { id, name, description }: Purpose,
  { lines }: Pick<BannerSettings, 'lines'>,
  languages: readonly Language[],
  own: Language,
  wordiness: Wordiness,
): Record<string, PurposeText> {
  const written = (language: string) => lines[id]?.[language]
  const inOne = (text: Text, language: Language) => inLanguage(text, language, own)
  const ofLanguages = languages.map((language) => [
    language,
    written(language),
    inOne(name, language),
    inOne(description, language),
  ]) satisfies [string, string | undefined, string, string][]
  // A line may also be written for `pt-BR` where the register knows `pt`.
  const ofLocales = Object.entries(lines[id] ?? {}).flatMap(([locale, line]): [string, string, string, string][] => {
    const [base] = locale.split('-')
    const language = LANGUAGES.find((each) => each === base)
    if (!language || locale === language) return []
    return [[locale, line, inOne(name, language), inOne(description, language)]]
  })
  return Object.fromEntries(
    [...ofLanguages, ...ofLocales].map(([language, line, said, described]) => {
      const short = wordiness === 'names' ? '' : (line ?? lineOf(described, language))
      const more = cut(described, MOST_MORE)
      return [
        language,
        { name: said, description: short, ...(wordiness === 'full' && more !== short && more !== '' && { more }) },
      ]
    }),
  )
}

/** Whether data stays where the law protects it as in the EU: Art. 45 GDPR. */
export const isProtected = ({ country, transfer }: Recipient): boolean =>
  transfer.mechanism === 'eea' || transfer.mechanism === 'adequacy' || (country !== null && isInEea(country))
