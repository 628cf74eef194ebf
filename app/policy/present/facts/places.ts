/** Countries and the European Union in a text. */
import type { PolicyLanguage } from '../../languages.ts'
import { Phrases } from '../signals/terms.ts'

const CODE = /^[A-Z]{2}$/

/** Besides the names that Unicode's data has. */
const ALSO: Record<string, readonly string[]> = {
  US: [
    'USA',
    'Vereinigten Staaten',
    'Vereinigten Staaten von Amerika',
    'U.S.',
    'U.S.A.',
    'United States of America',
    'États-Unis d’Amérique',
    'EE. UU.',
    'EEUU',
    'Stati Uniti d’America',
    'Verenigde Staten van Amerika',
  ],
  GB: [
    'UK',
    'U.K.',
    'Great Britain',
    'Grande-Bretagne',
    'Großbritannien',
    'Vereinigten Königreich',
    'Gran Bretaña',
    'Gran Bretagna',
    'Groot-Brittannië',
  ],
  NL: ['Holland', 'Niederlanden'],
  CZ: ['Czech Republic', 'République tchèque'],
}

/** Also words, or names of people and of towns: a policy that means them says more. */
const NOT_COUNTRIES = new Set(['GE', 'JE', 'TD', 'ML', 'IO', 'TC'])

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

function namesIn(language: PolicyLanguage): Phrases<string> {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const phrases = new Phrases<string>()
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    // Unicode also names codes that are no longer used: FX is France.
    if (NOT_COUNTRIES.has(code) || NOT_STATES.has(code) || new Intl.Locale(`und-${code}`).region !== code) continue
    const name = names.of(code)
    if (name && !CODE.test(name)) phrases.add(name, code)
  }
  for (const [code, others] of Object.entries(ALSO)) for (const name of others) phrases.add(name, code)
  return phrases
}

/** Groups and placeholders among Unicode's regions. */
const NOT_STATES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])

const known = new Map<PolicyLanguage, Phrases<string>>()

/** The ISO codes of the countries that a text names. */
export function countriesNamed(text: string, language: PolicyLanguage): string[] {
  const phrases = known.get(language) ?? namesIn(language)
  known.set(language, phrases)
  return [...new Set(phrases.in(text).map(({ found }) => found))]
}
