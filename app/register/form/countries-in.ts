import type { StaffLanguage } from '../../platform/i18n.ts'
import type { Option } from './controls.ts'

/** Codes of CLDR that are not countries: groupings, and codes for tests. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** ISO 3166-1 codes in use: `Intl` replaces an obsolete code by another one. */
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) => {
  const named = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code)
  return named !== undefined && !NO_COUNTRIES.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
})

const lists = new Map<StaffLanguage, Option[]>()

/** Every country, sorted by its name in a language. */
export function countriesIn(language: StaffLanguage): Option[] {
  const known = lists.get(language)
  if (known) return known
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const order = new Intl.Collator(language)
  const options = CODES.map((value) => ({ value, label: names.of(value) ?? value }))
  options.sort((a, b) => order.compare(a.label, b.label))
  lists.set(language, options)
  return options
}
