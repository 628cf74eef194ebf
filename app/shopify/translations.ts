import type { AdminApi } from './admin.ts'
import { answerOf, type RetryPolicy, refuseOn } from './calls.ts'

/** The translatable content of a policy or a page, and its translation into one language. */
export interface TranslatedResource {
  /** The digest of each key's source text. A key without a text has none. */
  digests: Record<string, string>
  translations: Record<string, { value: string; isOutdated: boolean }>
}

/** The translations of each resource by its id; a deleted resource is missing. */
export async function readTranslations(
  admin: AdminApi,
  resourceIds: readonly string[],
  locale: string,
  retryPolicy: RetryPolicy,
): Promise<Map<string, TranslatedResource>> {
  if (resourceIds.length === 0) return new Map()
  const { translatableResourcesByIds } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptTranslations($resourceIds: [ID!]!, $locale: String!) {
          translatableResourcesByIds(resourceIds: $resourceIds, first: 10) {
            nodes {
              resourceId
              translatableContent { key digest }
              translations(locale: $locale) { key value outdated }
            }
          }
        }`,
        { variables: { resourceIds: [...resourceIds], locale }, ...options },
      ),
    retryPolicy,
  )
  return new Map(
    translatableResourcesByIds.nodes.map(({ resourceId, translatableContent, translations }) => [
      resourceId,
      {
        digests: Object.fromEntries(translatableContent.flatMap(({ key, digest }) => (digest ? [[key, digest]] : []))),
        translations: Object.fromEntries(
          translations.flatMap(({ key, value, outdated }) => (value ? [[key, { value, isOutdated: outdated }]] : [])),
        ),
      },
    ]),
  )
}

export interface Translating {
  resourceId: string
  locale: string
  values: Record<string, string>
  /** The digests of the source texts. Shopify refuses a translation of an older text. */
  digests: Record<string, string>
}

export async function registerTranslations(admin: AdminApi, translating: Translating, retryPolicy: RetryPolicy) {
  const { resourceId, locale, values, digests } = translating
  const translations = Object.entries(values).map(([key, value]) => ({
    key,
    locale,
    value,
    translatableContentDigest: digests[key] ?? '',
  }))
  const { translationsRegister } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptTranslationsRegister($resourceId: ID!, $translations: [TranslationInput!]!) {
          translationsRegister(resourceId: $resourceId, translations: $translations) {
            userErrors { message code }
          }
        }`,
        { variables: { resourceId, translations }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(translationsRegister?.userErrors)
}

export async function removeTranslations(
  admin: AdminApi,
  removing: { resourceId: string; locale: string; keys: string[] },
  retryPolicy: RetryPolicy,
): Promise<void> {
  const { resourceId, locale, keys } = removing
  const { translationsRemove } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptTranslationsRemove($resourceId: ID!, $locales: [String!]!, $keys: [String!]!) {
          translationsRemove(resourceId: $resourceId, locales: $locales, translationKeys: $keys) {
            userErrors { message code }
          }
        }`,
        { variables: { resourceId, locales: [locale], keys }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(translationsRemove?.userErrors)
}
