/**
 * The one-line text of each purpose in the banner's first layer: the line that staff wrote, or the register's
 * description where it is short enough.
 */
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
  /** The purpose's name in the register. */
  id: string
  /** In the language of the member of staff. */
  name: string
  /** The line that the banner shows where staff wrote none; empty where it shows none. */
  standard: string
}

/** A purpose whose line is missing in a shopper's language, or is shown in another language. */
export interface LineGap {
  purpose: string
  language: string
  why: 'not_translated' | 'too_long'
}

/** Null in a language that no register can be written in: shoppers then read the register's default language. */
export function linesIn(register: Register, locale: string, staff: Language): PurposeLine[] | null {
  const language = languageOfLocale(locale)
  if (!language) return null
  return purposesAskedInBanner(register).map((purpose) => ({
    id: purpose.id,
    name: inLanguage(purpose.name, staff, register.languages.default),
    standard: lineOf(inLanguage(purpose.description, language, register.languages.default), language),
  }))
}

/** The missing lines in the shop's languages, as far as a register can be written in them. */
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
