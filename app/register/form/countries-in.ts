import type { StaffLanguage } from '../../platform/i18n.ts'
import type { Option } from './controls.ts'

/** Codes that CLDR names and that are no countries: groupings, and its own for tests. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** ISO 3166-1 codes that are in use: an old one is known by being written as another. */
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) => {
  const named = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code)
  return named !== undefined && !NO_COUNTRIES.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
})

const lists = new Map<StaffLanguage, Option[]>()

/** Every country, in the order of its names in a language. */
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
