/** The states and parts of a publication, and when the shop shows what it should. No I/O. */
import { z } from 'zod'
import { DEFAULT_PROXY_PATH } from '../../shopify/app-proxy/words.ts'
import { POLICY_LANGUAGES, policyLanguageOf } from '../languages.ts'
import type { PolicyDocument } from '../model.ts'
import { normaliseHtml } from '../render/normalise.ts'

export type DocumentKind = PolicyDocument['document']

/** In the order of writing: the policy links to the cookie page. */
export const DOCUMENTS = ['cookies', 'policy'] as const satisfies readonly DocumentKind[]

/**
 * publishing: being written to the shop. restoring: it failed, and the shop is being restored. published: the shop
 * shows it. unpublished: the shop shows what it showed before.
 */
export const PUBLICATION_STATES = ['publishing', 'restoring', 'published', 'unpublished'] as const
export type PublicationState = (typeof PUBLICATION_STATES)[number]

export const isOpen = (state: PublicationState) => state === 'publishing' || state === 'restoring'

export const PUBLICATION_STEPS = ['read', 'cookies', 'policy', 'check'] as const
export type PublicationStep = (typeof PUBLICATION_STEPS)[number]

export interface PublicationPlace {
  step: PublicationStep
  /** The locale of a translation; null for the shop's own language. */
  locale: string | null
}

const FAILURES = [
  'throttled',
  'server_error',
  'no_answer',
  'refused',
  'automatic',
  'too_large',
  'not_covered',
  'differs',
  'internal',
] as const
export type FailureCode = (typeof FAILURES)[number]

/** Failures that may pass, so that another try makes sense. */
const TRANSIENT: ReadonlySet<FailureCode> = new Set(['throttled', 'server_error', 'no_answer', 'differs', 'internal'])
export const isTransient = ({ code }: Failure): boolean => TRANSIENT.has(code)

export const failure = z.object({
  step: z.enum(PUBLICATION_STEPS),
  locale: z.string().nullable(),
  code: z.enum(FAILURES),
  /** Shopify's message. */
  message: z.string().nullable(),
})
export type Failure = z.infer<typeof failure>

const values = z.record(z.string(), z.string())

/** The texts of a policy or a page under Shopify's keys: `body`; `title` and `body_html`. */
export type ShopifyTexts = z.infer<typeof values>

const pageTexts = z.object({
  own: values,
  /** An unpublished page exists too. */
  isVisible: z.boolean(),
  translations: z.record(z.string(), values),
})
export type PageTexts = z.infer<typeof pageTexts>

/** What a shop shows in every language; null for a page that does not exist. */
export const shopTexts = z.object({ cookies: pageTexts.nullable(), policy: pageTexts.nullable() })
export type ShopTexts = z.infer<typeof shopTexts>

/** The decisions that are made before anything is written. */
export const plan = z.object({
  /** The storefront's own address. */
  url: z.string(),
  primary: z.string(),
  /** The shop's other languages in which Kept writes. */
  others: z.array(z.string()),
  /** The shop's languages in which Kept cannot write: customers read the shop's own language there. */
  notCovered: z.array(z.string()),
  languages: z.record(z.string(), z.enum(POLICY_LANGUAGES)),
  cookieHandle: z.string(),
  /** The path of the app proxy, to which the pages link. */
  proxy: z.string().default(DEFAULT_PROXY_PATH),
})
export type Plan = z.infer<typeof plan>

/** Every locale whose texts a publication changes. */
export const otherLocales = ({ others, notCovered }: Plan): string[] => [...others, ...notCovered]

/** Whether the pages are there in a locale, or cannot be. */
export const isPublishedIn = ({ languages }: Plan, locale: string): boolean =>
  locale in languages || !policyLanguageOf(locale)

const DRIFTS = ['changed', 'missing', 'hidden'] as const

/** How a page of the shop differs from what Kept wrote. */
export const pageDrift = z.object({
  document: z.enum(DOCUMENTS),
  locale: z.string(),
  drift: z.enum(DRIFTS),
  /** Of what the shop shows there instead; missing where an older release looked. */
  hash: z.string().optional(),
})
export type PageDrift = z.infer<typeof pageDrift>

/** Shopify's keys of the body and of the title. */
export const KEYS = {
  policy: { body: 'body', title: null },
  cookies: { body: 'body_html', title: 'title' },
} as const satisfies Record<DocumentKind, { body: string; title: string | null }>

const bodyOf = (document: DocumentKind, texts: ShopifyTexts | undefined) => texts?.[KEYS[document].body] ?? ''

/** Whether a reader sees the same text in both. */
export const sameTexts = (document: DocumentKind, wanted: ShopifyTexts, found: ShopifyTexts): boolean => {
  const { title } = KEYS[document]
  const sameTitle = title === null || (wanted[title] ?? '').trim() === (found[title] ?? '').trim()
  return sameTitle && normaliseHtml(bodyOf(document, wanted)) === normaliseHtml(bodyOf(document, found))
}

function driftOf(document: DocumentKind, wanted: PageTexts | null, found: PageTexts | null, plan: Plan): PageDrift[] {
  const at = (locale: string, drift: PageDrift['drift']): PageDrift => ({ document, locale, drift })
  if (wanted === null) return found === null ? [] : [at(plan.primary, 'changed')]
  if (found === null) return [at(plan.primary, 'missing')]
  if (wanted.isVisible && !found.isVisible) return [at(plan.primary, 'hidden')]
  const own = sameTexts(document, wanted.own, found.own) ? [] : [at(plan.primary, 'changed')]
  const others = otherLocales(plan).flatMap((locale): PageDrift[] => {
    const text = wanted.translations[locale]
    const there = found.translations[locale]
    if (text === undefined) return there === undefined ? [] : [at(locale, 'changed')]
    if (there === undefined) return [at(locale, 'missing')]
    return sameTexts(document, text, there) ? [] : [at(locale, 'changed')]
  })
  return [...own, ...others]
}

/** What the shop shows in a locale; nothing where it shows nothing. */
export function textsShown(
  found: ShopTexts,
  { document, locale }: Pick<PageDrift, 'document' | 'locale'>,
  primary: string | undefined,
): ShopifyTexts {
  const texts = found[document]
  return (locale === primary ? texts?.own : texts?.translations[locale]) ?? {}
}

/** The pages on which the shop differs from what it should show. A difference that no reader notices does not count. */
export const pageDrifts = (wanted: ShopTexts, found: ShopTexts, plan: Plan): PageDrift[] =>
  DOCUMENTS.flatMap((document) => driftOf(document, wanted[document], found[document], plan))
