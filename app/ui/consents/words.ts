import { useLocale, useTranslations } from 'use-intl'

/** What the register calls each purpose, by its key. */
export type PurposeNames = Record<string, string>

/** The end of an id, which tells visitors apart: ids begin with their time (UUIDv7), so those of one day look alike. */
export const endOf = (id: string) => `…${id.slice(-8)}`

/** Purposes, languages and regions in the reader's words. */
export function useWords(names: PurposeNames) {
  const t = useTranslations('consents')
  const locale = useLocale()
  const languages = new Intl.DisplayNames([locale], { type: 'language' })
  const countries = new Intl.DisplayNames([locale], { type: 'region' })
  return {
    purpose: (key: string) => {
      const known = `purposes.${key}` as 'purposes.analytics'
      return names[key] ?? (t.has(known) ? t(known) : key)
    },
    language: (tag: string) => languages.of(tag) ?? tag,
    /** Of a country, or of a part of one: `France (IDF)`. */
    region: (code: string) => {
      const [country, part] = [code.slice(0, 2), code.slice(2)]
      const name = countries.of(country) ?? country
      return part ? `${name} (${part})` : name
    },
  }
}
