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
  const hasRegister = Object.keys(names).length > 0
  const purpose = (key: string) => {
    const known = `purposes.${key}` as 'purposes.analytics'
    const signal = t.has(known) ? t(known) : key
    // Beside a purpose of the same name, which the register may have.
    return names[key] ?? (hasRegister ? t('purposeOfShopify', { name: signal }) : signal)
  }
  return {
    purpose,
    /** For a select: the register's purposes apart from the signals that Shopify knows by itself. */
    purposeOptions: (keys: readonly string[]) => {
      const options = (wanted: boolean) =>
        keys.filter((key) => Object.hasOwn(names, key) === wanted).map((value) => ({ value, label: purpose(value) }))
      const groups = [
        { title: t('filters.ofRegister'), options: options(true) },
        { title: t('filters.ofShopify'), options: options(false) },
      ].filter((group) => group.options.length > 0)
      return groups.length > 1 ? groups : groups.flatMap((group) => group.options)
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
