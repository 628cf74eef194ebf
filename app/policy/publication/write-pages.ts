import { singleTry } from '../../shopify/calls.ts'
import type { ShopPage } from '../../shopify/pages.ts'
import { createPage, deletePage, updatePage } from '../../shopify/pages.ts'
import { readPolicyOfShop, writePrivacyPolicy } from '../../shopify/policies.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { readTranslations, registerTranslations, removeTranslations } from '../../shopify/translations.ts'
import {
  DOCUMENTS,
  type DocumentKind,
  otherLocales,
  type PageTexts,
  type Plan,
  type PublicationPlace,
  type ShopifyTexts,
  type ShopTexts,
} from './model.ts'
import { type CookiePageRef, findCookiePage, keysOf } from './read-shop.ts'

/** Reports the progress of `writePages`. The caller stores it, so that another process can continue. */
export interface ProgressReporter {
  /** The page that is written next. */
  reportPlace(place: PublicationPlace): Promise<void>
  /** The id of the cookie page from now on; null when it was deleted. */
  reportCookiePage(id: string | null): Promise<void>
}

/**
 * Writes what differs until the shop shows `wanted`. It reads before it writes, so that it can be stopped anywhere and
 * run again. Publishing and restoring are the same with another `wanted`.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal: the shop then shows a part of it
 */
export async function writePages(
  client: ShopClient,
  wanted: ShopTexts,
  { plan, cookiePage, progress }: { plan: Plan; cookiePage: CookiePageRef; progress: ProgressReporter },
): Promise<void> {
  for (const document of DOCUMENTS) {
    await progress.reportPlace({ step: document, locale: null })
    const target = wanted[document]
    const id =
      document === 'policy'
        ? await writePolicy(client, target, plan)
        : await writeCookiePage(client, target, { plan, cookiePage, progress })
    if (id === null || target === null) continue
    for (const locale of otherLocales(plan)) {
      await progress.reportPlace({ step: document, locale })
      await writeTranslation(client, { document, id, locale, wanted: target.translations[locale] })
    }
  }
}

/** Returns the policy's id; null when the shop has no policy and should have none. */
async function writePolicy(client: ShopClient, wanted: PageTexts | null, plan: Plan): Promise<string | null> {
  const { admin, retryPolicy } = client
  const { policy } = await readPolicyOfShop(admin, retryPolicy)
  if (wanted === null) {
    if (policy === null) return null
    // Translations are removed first: without the policy's text they could not be removed any more.
    for (const locale of otherLocales(plan))
      await writeTranslation(client, { document: 'policy', id: policy.id, locale, wanted: undefined })
    await writePrivacyPolicy(admin, '', retryPolicy)
    return null
  }
  const body = wanted.own.body ?? ''
  if (policy?.body === body) return policy.id
  return writePrivacyPolicy(admin, body, retryPolicy)
}

const contentOf = ({ own, isVisible }: PageTexts) => ({
  title: own.title ?? '',
  body: own.body_html ?? '',
  isPublished: isVisible,
})

const isAsWanted = (page: ShopPage, { title, body, isPublished }: ReturnType<typeof contentOf>) =>
  page.title === title && page.body === body && page.isPublished === isPublished

async function writeCookiePage(
  client: ShopClient,
  wanted: PageTexts | null,
  { plan, cookiePage, progress }: { plan: Plan; cookiePage: CookiePageRef; progress: ProgressReporter },
): Promise<string | null> {
  const { admin, retryPolicy } = client
  const page = await findCookiePage(client, cookiePage)
  if (wanted === null) {
    if (page) await deletePage(admin, page.id, retryPolicy)
    await progress.reportCookiePage(null)
    return null
  }
  const content = contentOf(wanted)
  if (!page) {
    // If Shopify created the page but its answer was lost, the next run finds the page by its handle.
    const id = await createPage(admin, { ...content, handle: plan.cookieHandle }, singleTry(retryPolicy))
    await progress.reportCookiePage(id)
    return id
  }
  if (!isAsWanted(page, content)) await updatePage(admin, page.id, content, retryPolicy)
  if (cookiePage.id === null) await progress.reportCookiePage(page.id)
  return page.id
}

interface Translation {
  document: DocumentKind
  id: string
  locale: string
  /** Undefined removes the translation, so that customers read the shop's own language. */
  wanted: ShopifyTexts | undefined
}

/** A translation becomes outdated when its source text changes: it is registered again, even with the same text. */
async function writeTranslation(client: ShopClient, { document, id, locale, wanted = {} }: Translation): Promise<void> {
  const { admin, retryPolicy } = client
  const found = (await readTranslations(admin, [id], locale, retryPolicy)).get(id)
  if (!found) return
  const values = Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => {
      const there = found.translations[key]
      return there === undefined || there.value !== value || there.isOutdated
    }),
  )
  const keys = keysOf(document).filter((key) => found.translations[key] !== undefined && wanted[key] === undefined)
  if (keys.length > 0) await removeTranslations(admin, { resourceId: id, locale, keys }, retryPolicy)
  if (Object.keys(values).length > 0)
    await registerTranslations(admin, { resourceId: id, locale, values, digests: found.digests }, retryPolicy)
}
