import type { PolicyLanguage } from '../languages.ts'
import type { Occasion } from '../model.ts'

/** Where Shopify's app proxy shows what Kept answers: `[app_proxy]` of shopify.app.toml. */
const PROXY = '/apps/privacy'

/** Shopify puts the pages of a language that is not the shop's own under its code. */
const prefixOf = (locale: string, primary: string) => (locale === primary ? '' : `/${locale.toLowerCase()}`)

interface Reader {
  /** The storefront's own address, without a slash at its end. */
  url: string
  locale: string
  primary: string
}

export const policyAddress = ({ url, locale, primary }: Reader) =>
  `${url}${prefixOf(locale, primary)}/policies/privacy-policy`

export const cookieAddress = ({ url, locale, primary }: Reader, handle: string) =>
  `${url}${prefixOf(locale, primary)}/pages/${handle}`

/** Every version, or one of them, whatever comes after it. */
export const versionAddress = (url: string, language: PolicyLanguage, number?: number) =>
  `${url}${PROXY}/policy${number === undefined ? '' : `/${number}`}?lang=${language}`

/** The addresses that a document links to. A draft has no address of its own yet. */
export const linksOf = (
  reader: Reader & { language: PolicyLanguage; cookieHandle: string; number: number | null },
): NonNullable<Occasion['links']> => ({
  cookiePage: cookieAddress(reader, reader.cookieHandle),
  policy: policyAddress(reader),
  history: versionAddress(reader.url, reader.language),
  ...(reader.number === null ? {} : { permalink: versionAddress(reader.url, reader.language, reader.number) }),
})
