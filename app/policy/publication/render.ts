import type { Register } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import type { PolicyDocument, PolicyVersion } from '../model.ts'
import { type PageTooLarge, shopPageOf } from '../render/page.ts'
import { WRITERS } from '../writers.ts'
import { linksOf } from './addresses.ts'
import { DOCUMENTS, type DocumentKind, KEYS, type Plan, type ShopifyTexts, type ShopTexts } from './model.ts'

/** One document in one language, as it is written to the shop. */
export interface WrittenPage {
  document: DocumentKind
  locale: string
  language: PolicyLanguage
  title: string
  html: string
  hash: string
}

/** A document in one of the shop's languages, with the addresses that it links to in that language. */
const documentIn = (
  register: Register,
  document: DocumentKind,
  plan: Pick<Plan, 'url' | 'primary' | 'cookieHandle' | 'proxy'>,
  { locale, language, version }: { locale: string; language: PolicyLanguage; version: PolicyVersion },
): PolicyDocument =>
  WRITERS[document](register, {
    language,
    version,
    links: linksOf({ ...plan, locale, language, number: version.number }),
  })

export type RenderedPages = { ok: true; pages: WrittenPage[] } | { ok: false; tooLarge: PageTooLarge[] }

/** Renders both documents in every language of the plan. Fails when one is larger than Shopify accepts. */
export function renderPages(register: Register, plan: Plan, version: PolicyVersion): RenderedPages {
  const pages: WrittenPage[] = []
  const tooLarge: PageTooLarge[] = []
  for (const [locale, language] of Object.entries(plan.languages)) {
    for (const document of DOCUMENTS) {
      const rendered = shopPageOf(documentIn(register, document, plan, { locale, language, version }))
      if (!rendered.ok) tooLarge.push(rendered.error)
      else {
        const { title, html, hash } = rendered.page
        pages.push({ document, locale, language, title, html, hash })
      }
    }
  }
  return tooLarge.length > 0 ? { ok: false, tooLarge } : { ok: true, pages }
}

function valuesOf({ document, title, html }: WrittenPage): ShopifyTexts {
  const keys = KEYS[document]
  return { ...(keys.title === null ? {} : { [keys.title]: title }), [keys.body]: html }
}

/** The pages as the texts that the shop should show. */
export function textsOfPages(pages: readonly WrittenPage[], { primary }: Pick<Plan, 'primary'>): ShopTexts {
  const written = (document: DocumentKind) => {
    const of = pages.filter((page) => page.document === document)
    const own = of.find(({ locale }) => locale === primary)
    if (!own) return null
    const others = of.filter((page) => page !== own)
    return {
      own: valuesOf(own),
      isVisible: true,
      translations: Object.fromEntries(others.map((page) => [page.locale, valuesOf(page)])),
    }
  }
  return { cookies: written('cookies'), policy: written('policy') }
}
