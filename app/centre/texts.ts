/** The words of the privacy centre, in the languages of the storefront's banner. */
import en from './texts/en.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }

export type CentreTexts = typeof en

const TEXTS: Readonly<Record<string, CentreTexts>> = { en, fr }

/** Every language in which the centre is written, as the banner names them. */
export const CENTRE_LANGUAGES: readonly string[] = Object.keys(TEXTS)

/** Shopify's two names of one language. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb' }

/** The language in which a page in `locale` is written: the locale, its language without the region, English. */
export function centreLanguageOf(locale: string): string {
  const [base = ''] = locale.toLowerCase().split('-')
  const wanted = [locale.toLowerCase(), ALIASES[base] ?? base]
  return (
    CENTRE_LANGUAGES.find((language) => language.toLowerCase() === wanted[0]) ??
    CENTRE_LANGUAGES.find((language) => language.toLowerCase() === wanted[1]) ??
    'en'
  )
}

export const centreTexts = (language: string): CentreTexts => TEXTS[centreLanguageOf(language)] ?? en
