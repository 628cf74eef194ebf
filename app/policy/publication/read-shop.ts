import { findPage, readPage, type ShopPage } from '../../shopify/pages.ts'
import { type PolicyOfShop, readPolicyOfShop } from '../../shopify/policies.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { readTranslations, type TranslatedResource } from '../../shopify/translations.ts'
import { type DocumentKind, KEYS, type PageTexts, type ShopifyTexts, type ShopTexts, sameTexts } from './model.ts'

/**
 * Finds the cookie page: by its known id, or else by its handle, in case Kept created it and was stopped before it
 * stored the id. `made` distinguishes it from a page that somebody else created there.
 */
export interface CookiePageRef {
  id: string | null
  handle: string
  made: ShopifyTexts | null
}

export async function findCookiePage(
  { admin, retryPolicy }: ShopClient,
  { id, handle, made }: CookiePageRef,
): Promise<ShopPage | null> {
  if (id !== null) return readPage(admin, id, retryPolicy)
  if (made === null) return null
  const page = await findPage(admin, handle, retryPolicy)
  return page && sameTexts('cookies', made, { title: page.title, body_html: page.body }) ? page : null
}

function translatedValues({ translations }: TranslatedResource, keys: readonly string[]): ShopifyTexts | undefined {
  const there = keys.flatMap((key) => {
    const text = translations[key]
    return text ? [[key, text.value] as const] : []
  })
  return there.length > 0 ? Object.fromEntries(there) : undefined
}

export const keysOf = (document: DocumentKind): string[] => {
  const { title, body } = KEYS[document]
  return title === null ? [body] : [title, body]
}

/** What the shop shows now, in its own language and in these others. */
export async function readShop(
  client: ShopClient,
  cookiePage: CookiePageRef,
  locales: readonly string[],
  known?: PolicyOfShop,
): Promise<ShopTexts> {
  const { admin, retryPolicy } = client
  const { policy } = known ?? (await readPolicyOfShop(admin, retryPolicy))
  const page = await findCookiePage(client, cookiePage)
  const texts: ShopTexts = {
    policy: policy && { own: { body: policy.body }, isVisible: true, translations: {} },
    cookies: page && {
      own: { title: page.title, body_html: page.body },
      isVisible: page.isPublished,
      translations: {},
    },
  }
  const ids = { policy: policy?.id ?? null, cookies: page?.id ?? null }
  const resources = Object.values(ids).filter((id) => id !== null)
  for (const locale of locales) {
    const translated = await readTranslations(admin, resources, locale, retryPolicy)
    for (const document of ['policy', 'cookies'] as const) {
      const found = translated.get(ids[document] ?? '')
      const values = found && translatedValues(found, keysOf(document))
      if (values) (texts[document] as PageTexts).translations[locale] = values
    }
  }
  return texts
}
