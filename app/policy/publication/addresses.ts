import { PRIVACY_CHOICES } from '../../shopify/app-proxy/words.ts'
import type { PolicyLanguage } from '../languages.ts'
import type { Occasion } from '../model.ts'

/** Shopify puts the pages of other languages than the shop's own under the language's code. */
const prefixOf = (locale: string, primary: string) => (locale === primary ? '' : `/${locale.toLowerCase()}`)

interface Reader {
  /** The storefront's own address, without a trailing slash. */
  url: string
  locale: string
  primary: string
}

/** Where Shopify's app proxy shows Kept's answers. */
interface KeptOnStorefront {
  url: string
  /** `/apps/privacy` */
  proxy: string
}

export const policyAddress = ({ url, locale, primary }: Reader) =>
  `${url}${prefixOf(locale, primary)}/policies/privacy-policy`

export const cookieAddress = ({ url, locale, primary }: Reader, handle: string) =>
  `${url}${prefixOf(locale, primary)}/pages/${handle}`

/** The permanent address of a version, or of the list of versions. */
export const versionAddress = ({ url, proxy }: KeptOnStorefront, language: PolicyLanguage, number?: number) =>
  `${url}${proxy}/policy${number === undefined ? '' : `/${number}`}?lang=${language}`

/** The page is in the language of the storefront, as its own pages are. */
const privacyChoicesAddress = ({ url, proxy, locale, primary }: Reader & KeptOnStorefront) =>
  `${url}${prefixOf(locale, primary)}${proxy}/${PRIVACY_CHOICES}`

const privacyCentreAddress = ({ url, proxy, locale, primary }: Reader & KeptOnStorefront) =>
  `${url}${prefixOf(locale, primary)}${proxy}`

/** The addresses that a document links to. A draft has no permanent address yet. */
export const linksOf = (
  reader: Reader & KeptOnStorefront & { language: PolicyLanguage; cookieHandle: string; number: number | null },
): NonNullable<Occasion['links']> => ({
  cookiePage: cookieAddress(reader, reader.cookieHandle),
  policy: policyAddress(reader),
  history: versionAddress(reader, reader.language),
  privacyChoices: privacyChoicesAddress(reader),
  privacyCentre: privacyCentreAddress(reader),
  ...(reader.number === null ? {} : { permalink: versionAddress(reader, reader.language, reader.number) }),
})
