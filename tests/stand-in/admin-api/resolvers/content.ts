import { gid, idOf, type Page, type Policy, type PolicyType } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { count, type Resolvers, userError, type WithId } from '../context.ts'
import { searchPages } from '../search.ts'
import { publishedTranslations } from './translations.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

interface PageInput {
  title?: string | null
  handle?: string | null
  body?: string | null
  isPublished?: boolean | null
}

const MOST_BYTES = 512 * 1024

const TITLES: Record<PolicyType, string> = {
  CONTACT_INFORMATION: 'Coordonnées',
  LEGAL_NOTICE: 'Mentions légales',
  PRIVACY_POLICY: 'Politique de confidentialité',
  REFUND_POLICY: 'Politique de remboursement',
  SHIPPING_POLICY: 'Politique d’expédition',
  SUBSCRIPTION_POLICY: 'Politique d’abonnement',
  TERMS_OF_SALE: 'Conditions générales de vente',
  TERMS_OF_SERVICE: 'Conditions d’utilisation',
}

const PAGE_SORTS = {
  TITLE: ({ title }: Page) => title,
  UPDATED_AT: ({ updatedAt }: Page) => updatedAt,
  PUBLISHED_AT: ({ publishedAt }: Page) => publishedAt ?? '',
} as const

export const handleOfPolicy = (type: PolicyType) => type.toLowerCase().replaceAll('_', '-')

const isTooBig = (body: string | null | undefined) => Buffer.byteLength(body ?? '') > MOST_BYTES

/** The shop's policies and pages: texts that Kept writes. */
export const contentResolvers: Resolvers = {
  QueryRoot: {
    page: (_source, { id }: WithId, { state }) => state.shop.pages.find((page) => page.id === idOf(id)) ?? null,
    pages: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(searchPages(state.shop, query), page, sortedBy(PAGE_SORTS, sortKey)),
    pagesCount: (_source, _args, { state }) => count(state.shop.pages.length),
  },
  Shop: {
    shopPolicies: (_source, _args, { state }) => state.shop.policies.filter(({ body }) => body !== ''),
  },
  ShopPolicy: {
    id: ({ id }: Policy) => gid('ShopPolicy', id),
    url: ({ type }: Policy, _args, { state }) => `https://${state.shop.domain}/policies/${handleOfPolicy(type)}`,
    translations: ({ id }: Policy, { locale }: { locale: string }, { state }) =>
      publishedTranslations(state, gid('ShopPolicy', id), locale),
  },
  Page: {
    id: ({ id }: Page) => gid('Page', id),
    bodySummary: ({ body }: Page) =>
      body
        .replace(/<[^>]+>/g, ' ')
        .trim()
        .slice(0, 150),
    templateSuffix: () => null,
    translations: ({ id }: Page, { locale }: { locale: string }, { state }) =>
      publishedTranslations(state, gid('Page', id), locale),
  },
  Mutation: {
    shopPolicyUpdate: (_source, { shopPolicy }: { shopPolicy: { type: PolicyType; body: string } }, { state }) => {
      const refused = (message: string, code: string | null) => ({
        shopPolicy: null,
        userErrors: [userError(['shopPolicy', 'body'], message, code)],
      })
      if (shopPolicy.type === 'PRIVACY_POLICY' && state.shop.privacyFeatures.PRIVACY_POLICY) {
        return refused('The privacy policy is managed automatically. Turn automatic management off first.', null)
      }
      if (isTooBig(shopPolicy.body)) return refused('Body is too big (maximum is 512 KB)', 'TOO_BIG')
      return { shopPolicy: setPolicy(state, shopPolicy.type, shopPolicy.body), userErrors: [] }
    },
    pageCreate: (_source, { page: input }: { page: PageInput }, { state }) => {
      const userErrors = pageProblems(state, input, undefined)
      if (userErrors.length > 0) return { page: null, userErrors }
      const at = state.now().toISOString()
      const isPublished = input.isPublished ?? true
      const page: Page = {
        id: state.nextId(),
        handle: input.handle ?? freeHandle(state, input.title ?? ''),
        title: input.title ?? '',
        body: input.body ?? '',
        isPublished,
        createdAt: at,
        updatedAt: at,
        publishedAt: isPublished ? at : null,
      }
      state.shop.pages.push(page)
      state.changed()
      return { page, userErrors: [] }
    },
    pageUpdate: (_source, { id, page: input }: { id: string; page: PageInput }, { state }) => {
      const page = state.shop.pages.find((one) => one.id === idOf(id))
      if (!page) return { page: null, userErrors: [userError(['id'], 'Page does not exist', 'NOT_FOUND')] }
      const userErrors = pageProblems(state, { title: page.title, ...input }, page)
      if (userErrors.length > 0) return { page: null, userErrors }
      const isPublished = input.isPublished ?? page.isPublished
      Object.assign(page, {
        title: input.title ?? page.title,
        handle: input.handle ?? page.handle,
        body: input.body ?? page.body,
        isPublished,
        updatedAt: state.now().toISOString(),
        publishedAt: isPublished ? (page.publishedAt ?? state.now().toISOString()) : null,
      } satisfies Partial<Page>)
      state.changed()
      return { page, userErrors: [] }
    },
    pageDelete: (_source, { id }: WithId, { state }) => {
      const page = state.shop.pages.find((one) => one.id === idOf(id))
      if (!page) return { deletedPageId: null, userErrors: [userError(['id'], 'Page does not exist', 'NOT_FOUND')] }
      state.shop.pages = state.shop.pages.filter((one) => one !== page)
      state.changed()
      return { deletedPageId: id, userErrors: [] }
    },
  },
}

/** Of every kind of policy there is one at most. */
export function setPolicy(state: ShopState, type: PolicyType, body: string): Policy {
  const updatedAt = state.now().toISOString()
  const known = state.shop.policies.find((policy) => policy.type === type)
  state.changed()
  if (known) return Object.assign(known, { body, updatedAt })
  const policy = { id: state.nextId(), type, title: TITLES[type], body, createdAt: updatedAt, updatedAt }
  state.shop.policies.push(policy)
  return policy
}

function pageProblems({ shop }: ShopState, { title, handle, body }: PageInput, self: Page | undefined) {
  const problems = []
  if (!title?.trim()) problems.push(userError(['page', 'title'], "Title can't be blank", 'BLANK'))
  if ((title ?? '').length > 255) problems.push(userError(['page', 'title'], 'Title is too long', 'TOO_LONG'))
  if (isTooBig(body)) problems.push(userError(['page', 'body'], 'Body is too big (maximum is 512 KB)', 'TOO_BIG'))
  if (handle && shop.pages.some((page) => page !== self && page.handle === handle)) {
    problems.push(userError(['page', 'handle'], 'Handle has already been taken', 'TAKEN'))
  }
  return problems
}

function freeHandle({ shop }: ShopState, title: string): string {
  const wanted =
    title
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'page'
  const isFree = (handle: string) => !shop.pages.some((page) => page.handle === handle)
  let handle = wanted
  for (let n = 1; !isFree(handle); n += 1) handle = `${wanted}-${n}`
  return handle
}
