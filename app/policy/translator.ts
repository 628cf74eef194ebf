/**
 * The texts and formats of one policy language: fixed sentences, the merchant's texts, lists, dates, countries and
 * durations.
 */
import { IntlMessageFormat } from 'intl-messageformat'
import { typeset } from '../platform/typography.ts'
import {
  type CountryCode,
  type FixedSentence,
  type IsoDate,
  inLanguage,
  isWritten,
  type Language,
  type Lifetime,
  languagesOf,
  type Text,
} from '../register/index.ts'
import type { PolicyLanguage } from './languages.ts'
import type { Inline } from './model.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

export type PolicyTexts = typeof en

export const POLICY_TEXTS = { en, fr, de, es, it, nl } satisfies Record<PolicyLanguage, PolicyTexts>

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

export type TextKey = Leaves<PolicyTexts>

type Values = Record<string, string | number>

export interface PolicyTranslator {
  language: PolicyLanguage
  /** A fixed sentence, filled in. */
  translate(key: TextKey, values?: Values): string
  /** A fixed sentence as a run of text. */
  textRun(key: TextKey, values?: Values): Inline
  /** `label:` and what follows it. */
  labelled(label: TextKey, text: readonly Inline[]): Inline[]
  /**
   * The merchant's text, or nothing when it is not written. Line ends become breaks. Marked with its language where
   * that differs.
   */
  merchantText(text: Text, type?: 'text' | 'strong'): Inline[]
  /** The merchant's text as plain text. */
  merchantPlainText(text: Text): string
  isInThisLanguage(text: Text): boolean
  list(items: readonly (readonly Inline[])[]): Inline[]
  date(day: IsoDate): string
  country(code: CountryCode): string
  /** Of any region, by its code (`FR`). */
  region(code: string): string
  /** Of any language, by its tag (`pt-BR`). */
  languageName(tag: string): string
  months(count: number): string
  lifetime(lifetime: Lifetime): string
}

/**
 * From this number on, whole years are given in years: 36 months stay months as in the legal texts, 120 become 10
 * years.
 */
const IN_YEARS_FROM_MONTHS = 60

/** The language in which a text is shown: the wanted one, the register's own, or any. */
function shownLanguage(text: Text, wanted: Language, fallback: Language): Language {
  const [any] = languagesOf(text)
  return text[wanted] !== undefined ? wanted : text[fallback] !== undefined ? fallback : (any ?? wanted)
}

export const plainText = (text: readonly Inline[]): string =>
  text.map((each) => (each.type === 'break' ? '\n' : each.text)).join('')

const langOf = (run: Inline | undefined) => (run && 'lang' in run ? run.lang : undefined)

const formats = new Map<string, IntlMessageFormat>()

/** Parsed once and kept: a policy uses some sentences hundreds of times. */
function formatOf(language: PolicyLanguage, key: TextKey): IntlMessageFormat {
  const name = `${language}.${key}`
  const known = formats.get(name)
  if (known) return known
  const message = key.split('.').reduce<unknown>((tree, step) => Object(tree)[step], POLICY_TEXTS[language])
  const format = new IntlMessageFormat(String(message), language, undefined, { ignoreTag: true })
  formats.set(name, format)
  return format
}

const translators = new Map<string, PolicyTranslator>()

/**
 * Created once per language and kept, because its date and country formats cost more than a page.
 *
 * @param fallback the merchant's first language, which is shown when a translation is missing
 */
export function translatorOf(language: PolicyLanguage, fallback: Language): PolicyTranslator {
  const key = `${language} ${fallback}`
  const translator = translators.get(key) ?? newTranslator(language, fallback)
  translators.set(key, translator)
  return translator
}

function newTranslator(language: PolicyLanguage, fallback: Language): PolicyTranslator {
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  const languages = new Intl.DisplayNames([language], { type: 'language' })
  const translate = translateInto(language)
  const merchantText = merchantTextIn(language, fallback)
  return {
    language,
    translate,
    textRun: (key, values) => ({ type: 'text', text: translate(key, values) }),
    labelled: (label, text) => [
      { type: 'text', text: `${translate('labelled', { label: translate(label) })} ` },
      ...text,
    ],
    merchantText,
    merchantPlainText: (text) => plainText(merchantText(text)).replaceAll('\n', ' '),
    isInThisLanguage: (text) => text[language] !== undefined,
    list: listWith(translate('between')),
    date: dateIn(language),
    country: (code) => regions.of(code) ?? code,
    region: (code) => regions.of(code) ?? code,
    languageName: (tag) => languages.of(tag) ?? tag,
    months: (count) =>
      count >= IN_YEARS_FROM_MONTHS && count % 12 === 0
        ? translate('duration.years', { count: count / 12 })
        : translate('duration.months', { count }),
    lifetime: (lifetime) =>
      'value' in lifetime
        ? translate(`lifetime.${lifetime.unit}`, { count: lifetime.value })
        : translate(`lifetime.${lifetime.unit}`),
  }
}

/**
 * A translator that says the merchant's own words instead of a fixed sentence, and nothing where they left it out. In a
 * language that they did not write it in, the sentence says what it always says.
 */
export function withSentences(translator: PolicyTranslator, sentences: readonly FixedSentence[]): PolicyTranslator {
  const changed = sentences.filter(({ printed, text }) => !printed || isWritten(text))
  if (changed.length === 0) return translator
  const byId = new Map<string, FixedSentence>(changed.map((sentence) => [sentence.id, sentence]))
  const { language } = translator
  const translate: PolicyTranslator['translate'] = (key, values) => {
    const sentence = byId.get(sentenceIdOf(key))
    if (!sentence) return translator.translate(key, values)
    if (!sentence.printed) return ''
    const own = sentence.text[language]
    return own === undefined ? translator.translate(key, values) : typeset(filledIn(own, values), language)
  }
  return { ...translator, translate, textRun: (key, values) => ({ type: 'text', text: translate(key, values) }) }
}

const filledIn = (text: string, values: Values = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))

/** What the register calls the sentence: `essentials.noSale` is `essentials-no-sale`. */
export const sentenceIdOf = (key: TextKey): string =>
  key.replace(/[._]/g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function translateInto(language: PolicyLanguage): PolicyTranslator['translate'] {
  const write = (key: TextKey, values?: Values) => typeset(String(formatOf(language, key).format(values)), language)
  // Without values a text is always the same.
  const constants = new Map<TextKey, string>()
  return (key, values) => {
    if (values) return write(key, values)
    const text = constants.get(key) ?? write(key)
    constants.set(key, text)
    return text
  }
}

const merchantTextIn =
  (language: PolicyLanguage, fallback: Language): PolicyTranslator['merchantText'] =>
  (text, type = 'text') => {
    if (!isWritten(text)) return []
    const shown = shownLanguage(text, language, fallback)
    const mark = shown === language ? {} : { lang: shown }
    return typeset(inLanguage(text, language, fallback), shown)
      .split('\n')
      .flatMap((line, index): Inline[] => [
        ...(index > 0 ? [{ type: 'break' } as const] : []),
        ...(line === '' ? [] : [{ type, text: line, ...mark }]),
      ])
  }

const listWith =
  (between: string): PolicyTranslator['list'] =>
  (items) =>
    items.flatMap((item, index): Inline[] => {
      if (index === 0) return [...item]
      // A sign between two names of another language is no change of language.
      const [before, after] = [langOf(items[index - 1]?.at(-1)), langOf(item[0])]
      const lang = before !== undefined && before === after ? { lang: before } : {}
      return [{ type: 'text', text: between, ...lang }, ...item]
    })

function dateIn(language: PolicyLanguage): PolicyTranslator['date'] {
  const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' })
  return (day) => {
    const said = days.format(new Date(`${day}T00:00:00Z`))
    // French writes the first of a month as an ordinal; CLDR does not.
    return language === 'fr' ? said.replace(/^1 /, '1er ') : said
  }
}
