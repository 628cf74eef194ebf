import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { dayOf } from '../calendar.ts'
import { countryCode, webAddress } from '../fields.ts'
import { MAX_NAME } from '../limits.ts'
import { type Register, register } from '../model.ts'
import { asSuggestion } from '../suggested.ts'
import { frenchRetailer } from '../template/index.ts'
import { languageOfLocale } from '../text.ts'
import { lockDraft } from '../versions/store.ts'
import type { Language } from '../words.ts'
import { WRITTEN_LANGUAGES } from '../words.ts'
import { writeEdited } from './store.ts'

/** The shop's details from the Admin API. */
export interface RegisterShop {
  name: string
  email: string
  url: string
  /** Postal address, in lines. */
  address: string
  /** ISO 3166-1 alpha-2; null when the shop has not said. */
  country: string | null
  /** As Shopify writes them (`pt-BR`); the shop's own first. */
  locales: readonly string[]
}

export type StartResult = { ok: true; register: Register } | { ok: false; reason: 'begun_already' }

/** The contact page in Shopify's themes. Staff confirm it. */
const CONTACT_PAGE = '/pages/contact'

export const contactPageOf = ({ url }: Pick<RegisterShop, 'url'>): string => new URL(CONTACT_PAGE, url).href

/** A complete register of a French retailer, with the shop's own name, address, e-mail, site and
 * languages: a suggestion, to be confirmed part by part. */
export function fromTemplate(shop: RegisterShop, now: Date): Register {
  const begun = frenchRetailer({
    shopName: shop.name.trim().slice(0, MAX_NAME) || shop.url,
    address: shop.address,
    email: shop.email,
    url: shop.url,
    contactPage: contactPageOf(shop),
    today: dayOf(now),
  })
  const abroad = shop.country !== null && shop.country !== 'FR'
  return asSuggestion({
    ...begun,
    languages: languagesOf(shop, WRITTEN_LANGUAGES),
    controller: {
      ...begun.controller,
      ...(abroad && { country: countryCode.parse(shop.country), supervisoryAuthority: null }),
    },
  })
}

/** An empty register that holds only the shop's details. */
export function empty(shop: RegisterShop): Register {
  const country = countryCode.safeParse(shop.country)
  const siteUrl = webAddress.safeParse(shop.url)
  const made = register.parse({
    schemaVersion: 1,
    languages: languagesOf(shop, []),
    controller: {
      name: shop.name.trim().slice(0, MAX_NAME) || shop.url,
      address: shop.address,
      country: country.success ? country.data : null,
      siteUrl: siteUrl.success ? siteUrl.data : null,
      email: shop.email || null,
    },
  })
  return asSuggestion(made)
}

/** The shop's own language when the register can be written in it, and every other language of the shop. */
function languagesOf({ locales }: RegisterShop, complete: readonly Language[]) {
  const published = locales.flatMap((locale) => languageOfLocale(locale) ?? [])
  const own = published.find((language) => complete.length === 0 || complete.includes(language))
  const chosen = own ?? complete[0] ?? 'en'
  return { default: chosen, offered: [...new Set([chosen, ...published])] }
}

/** Starts the shop's register. An existing one stays as it is. */
export async function startRegister(tx: ShopTransaction, begun: Register, staffId: string): Promise<StartResult> {
  if (await lockDraft(tx)) return { ok: false, reason: 'begun_already' }
  await writeEdited(tx, { before: null, after: begun, by: staffId, at: clock.now() })
  return { ok: true, register: begun }
}
