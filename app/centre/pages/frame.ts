/**
 * What all pages of the centre have in common. A page is Liquid: Shopify sets it into the shop's theme and picks the language of the
 * storefront. Every page works without a script.
 */
import { liquidText } from '../../shopify/liquid.ts'
import { directionOf } from '../model.ts'
import { type CentreTexts, centreTexts } from '../texts.ts'
import { STYLE } from './style.ts'

/** What every page needs to know. */
export interface CentreFrame {
  /** `/fr/apps/privacy`: the beginning of the page's own addresses. */
  prefix: string
  /** What the forms of somebody who is known carry; null for nobody. */
  pass: string | null
  /** In which the page may be read. */
  languages: readonly string[]
}

/** The words of one language, escaped for Liquid and HTML. */
export interface CentreWords {
  language: string
  texts: CentreTexts
  /** Escapes, and sets values into a text. */
  say(text: string, values?: Readonly<Record<string, string>>): string
  day(iso: string): string
  time(iso: string): string
}

const words = new Map<string, CentreWords>()

/** Made once for each language: its formats cost more than a page. */
export function centreWords(language: string): CentreWords {
  const known = words.get(language)
  if (known) return known
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const made: CentreWords = {
    language,
    texts: centreTexts(language),
    say: (text, values = {}) =>
      liquidText(text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)),
    day: (iso) => days.format(new Date(iso)),
    time: (iso) => `${times.format(new Date(iso))} UTC`,
  }
  words.set(language, made)
  return made
}

const OTHERWISE = 'en'

/** Whether the storefront is read in a language, in Liquid. */
function isReadIn(language: string): string {
  const [base] = language.split('-')
  // Of regional languages the first letters name the one that has no region here.
  if (language === 'zh-CN') return "kept_base == 'zh' and kept_locale != 'zh-TW'"
  if (language === 'nb') return "kept_base == 'nb' or kept_base == 'no'"
  return language === base ? `kept_base == '${language}'` : `kept_locale == '${language}'`
}

/** A page in each of its languages, of which Shopify shows one. */
export function inEachLanguage({ languages }: CentreFrame, write: (words: CentreWords) => string): string {
  const written = (language: string) =>
    `<div lang="${language}" dir="${directionOf(language)}" data-kept-centre>${write(centreWords(language))}</div>`
  // `pt-BR` is asked for before `pt`.
  const others = languages.filter((one) => one !== OTHERWISE).toSorted((a, b) => b.length - a.length)
  return [
    `<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><style>${STYLE}</style>`,
    "{%- assign kept_locale = request.locale.iso_code -%}{%- assign kept_base = kept_locale | split: '-' | first -%}",
    ...others.map((language, at) => `{%- ${at === 0 ? 'if' : 'elsif'} ${isReadIn(language)} -%}${written(language)}`),
    others.length > 0 ? `{%- else -%}${written(OTHERWISE)}{%- endif -%}` : written(OTHERWISE),
  ].join('\n')
}

export const hiddenField = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${liquidText(value)}">`

export interface FormParts {
  act: string
  /** Further fields, already written as HTML. */
  fields?: string
  /** What is pressed, as HTML. */
  button: string
  attributes?: string
}

/** A form that posts to the centre. What it carries stands in its body, never in an address. */
export function centreForm(
  { prefix, pass }: CentreFrame,
  { language }: Pick<CentreWords, 'language'>,
  { act, fields = '', button, attributes = '' }: FormParts,
): string {
  const common = `${hiddenField('act', act)}${hiddenField('language', language)}${pass === null ? '' : hiddenField('pass', pass)}`
  return `<form method="post" action="${liquidText(prefix)}"${attributes}>${common}${fields}${button}</form>`
}

/** A short page: a sentence, and the way back. */
export const shortPage = (frame: CentreFrame, write: (words: CentreWords) => string): string =>
  inEachLanguage(frame, (one) => {
    const { say, texts } = one
    return `<h1>${say(texts.title)}</h1><div role="status">${write(one)}</div><p><a href="${liquidText(frame.prefix)}">${say(texts.back)}</a></p>`
  })
