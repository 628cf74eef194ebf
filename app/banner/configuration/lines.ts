/** The one line that the first layer says of each purpose: staff's own, or the register's where that is short enough. */
import {
  inLanguage,
  type Language,
  languageOfLocale,
  purposesAskedInBanner,
  type Register,
} from '../../register/index.ts'
import type { BannerSettings } from '../settings/model.ts'
import { lineOf } from './purpose-texts.ts'

export interface PurposeLine {
  /** The purpose's, in the register. */
  id: string
  /** In the language of whoever looks. */
  name: string
  /** What the banner says where staff have written nothing; empty where it says nothing. */
  standard: string
}

/** A purpose of which shoppers of a language read no line, or one in another language. */
export interface LineGap {
  purpose: string
  language: string
  why: 'not_translated' | 'too_long'
}

/** Null in a language that no register can be written in: there shoppers read the register's own. */
export function linesIn(register: Register, locale: string, staff: Language): PurposeLine[] | null {
  const language = languageOfLocale(locale)
  if (!language) return null
  return purposesAskedInBanner(register).map((purpose) => ({
    id: purpose.id,
    name: inLanguage(purpose.name, staff, register.languages.default),
    standard: lineOf(inLanguage(purpose.description, language, register.languages.default), language),
  }))
}

/** What is missing in the languages that the shop is read in, as far as a register can be written in them. */
export function lineGaps(
  register: Register,
  { lines }: Pick<BannerSettings, 'lines'>,
  locales: readonly string[],
): LineGap[] {
  return purposesAskedInBanner(register).flatMap((purpose) =>
    locales.flatMap((locale): LineGap[] => {
      const language = languageOfLocale(locale)
      if (!language || lines[purpose.id]?.[locale] || lines[purpose.id]?.[language]) return []
      const described = purpose.description[language]
      if (described !== undefined && lineOf(described, language) !== '') return []
      const why = described === undefined ? 'not_translated' : 'too_long'
      return [{ purpose: purpose.id, language: locale, why }]
    }),
  )
}
