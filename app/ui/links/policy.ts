import type { DocumentKind, PolicyLanguage } from '../../policy/index.ts'

export const POLICY = '/app/policy'
export const POLICY_SHOP = `${POLICY}/shop`
export const POLICY_HISTORY = `${POLICY}/history`
export const PRESENT_POLICY = `${POLICY}/present`

interface Shown {
  document?: DocumentKind
  language?: PolicyLanguage | null
  from?: number | null
}

const query = (shown: Shown) => {
  const given = Object.entries(shown).flatMap(([key, value]) => (value ? [[key, String(value)]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

export const pageOfVersion = (number: number, shown: Shown = {}) => `${POLICY}/versions/${number}${query(shown)}`

export const markdownLink = (number: number, document: DocumentKind, language: PolicyLanguage) =>
  `${POLICY}/markdown?${new URLSearchParams({ number: String(number), document, language })}`
