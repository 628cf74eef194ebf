import { createHash } from 'node:crypto'
import { gid, idOf, type Shop, type Translation } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { connection, type PageArguments } from '../connection.ts'
import { notImplemented, type Resolvers, userError } from '../context.ts'

interface Content {
  key: string
  value: string
  type: 'HTML' | 'SINGLE_LINE_TEXT_FIELD'
}

interface Resource {
  resourceId: string
  contents: Content[]
}

interface TranslationInput {
  key: string
  locale: string
  value: string
  translatableContentDigest: string
}

export const digestOf = (value: string) => createHash('sha256').update(value).digest('hex')

const policies = (shop: Shop): Resource[] =>
  shop.policies.map(({ id, body }) => ({
    resourceId: gid('ShopPolicy', id),
    contents: [{ key: 'body', value: body, type: 'HTML' }],
  }))

const pages = (shop: Shop): Resource[] =>
  shop.pages.map(({ id, title, body, handle }) => ({
    resourceId: gid('Page', id),
    contents: [
      { key: 'title', value: title, type: 'SINGLE_LINE_TEXT_FIELD' },
      { key: 'body_html', value: body, type: 'HTML' },
      { key: 'handle', value: handle, type: 'SINGLE_LINE_TEXT_FIELD' },
    ],
  }))

const RESOURCES: Record<string, (shop: Shop) => Resource[]> = { SHOP_POLICY: policies, PAGE: pages }

const find = (shop: Shop, id: string) => [...policies(shop), ...pages(shop)].find(({ resourceId }) => resourceId === id)

const primaryLocale = (shop: Shop) => shop.locales.find(({ primary }) => primary)?.locale ?? 'en'

/** A translation as GraphQL gives it: outdated when its text has changed since. */
function shown(shop: Shop, translation: Translation) {
  const content = find(shop, translation.resourceId)?.contents.find(({ key }) => key === translation.key)
  return { ...translation, market: null, outdated: !content || digestOf(content.value) !== translation.digest }
}

export const publishedTranslations = ({ shop }: ShopState, resourceId: string, locale: string) =>
  shop.translations
    .filter((one) => one.resourceId === resourceId && one.locale === locale)
    .map((translation) => shown(shop, translation))

/** Translations of policies and pages into the shop's other languages. */
export const translationResolvers: Resolvers = {
  QueryRoot: {
    translatableResource: (_source, { resourceId }: { resourceId: string }, { state }) =>
      find(state.shop, resourceId) ?? null,
    translatableResourcesByIds: (
      _source,
      { resourceIds, ...page }: PageArguments & { resourceIds: string[] },
      { state },
    ) =>
      connection(
        [...policies(state.shop), ...pages(state.shop)].filter((one) => resourceIds.includes(one.resourceId)),
        page,
      ),
    translatableResources: (_source, args: PageArguments & { resourceType: string }, { state }) => {
      const list = RESOURCES[args.resourceType]
      if (!list) throw notImplemented(`translatable resources of type ${args.resourceType}`)
      return connection(list(state.shop), args, ({ resourceId }) => [idOf(resourceId), idOf(resourceId)])
    },
  },
  TranslatableResource: {
    translatableContent: ({ contents }: Resource, _args, { state }) =>
      contents.map((content) => ({
        ...content,
        locale: primaryLocale(state.shop),
        digest: content.value ? digestOf(content.value) : null,
      })),
    translations: ({ resourceId }: Resource, { locale, outdated }: { locale: string; outdated?: boolean }, { state }) =>
      publishedTranslations(state, resourceId, locale).filter(
        (translation) => outdated == null || translation.outdated === outdated,
      ),
  },
  Mutation: {
    translationsRegister: (
      _source,
      { resourceId, translations }: { resourceId: string; translations: TranslationInput[] },
      { state },
    ) => {
      const resource = find(state.shop, resourceId)
      if (!resource) return { translations: null, userErrors: [notFound(resourceId)] }
      const userErrors = translations.flatMap((input, n) => problemsOf(state.shop, resource, input, String(n)))
      if (userErrors.length > 0) return { translations: null, userErrors }
      const registered = translations.map((input) => register(state, resourceId, input))
      return { translations: registered.map((one) => shown(state.shop, one)), userErrors: [] }
    },
    translationsRemove: (
      _source,
      args: { resourceId: string; locales: string[]; translationKeys: string[] },
      { state },
    ) => {
      const { resourceId, locales, translationKeys } = args
      if (!find(state.shop, resourceId)) return { translations: null, userErrors: [notFound(resourceId)] }
      const isMeant = (one: Translation) =>
        one.resourceId === resourceId && locales.includes(one.locale) && translationKeys.includes(one.key)
      const removed = state.shop.translations.filter(isMeant)
      state.shop.translations = state.shop.translations.filter((one) => !isMeant(one))
      state.changed()
      return { translations: removed.map((one) => shown(state.shop, one)), userErrors: [] }
    },
  },
}

const notFound = (id: string) => userError(['resourceId'], `Resource ${id} does not exist`, 'RESOURCE_NOT_FOUND')

function problemsOf(shop: Shop, resource: Resource, input: TranslationInput, at: string) {
  const problem = (field: string, message: string, code: string) => [
    userError(['translations', at, field], message, code),
  ]
  const content = resource.contents.find(({ key }) => key === input.key)
  const isOther = shop.locales.some(({ locale, primary }) => locale === input.locale && !primary)
  if (!content) return problem('key', `Key ${input.key} is not a valid translatable field`, 'INVALID_KEY_FOR_MODEL')
  if (!isOther) return problem('locale', `Locale ${input.locale} is not valid for the shop`, 'INVALID_LOCALE_FOR_SHOP')
  if (!input.value) return problem('value', "Value can't be blank", 'BLANK')
  if (input.translatableContentDigest !== digestOf(content.value)) {
    const message = 'Translatable content hash is invalid'
    return problem('translatableContentDigest', message, 'INVALID_TRANSLATABLE_CONTENT')
  }
  return []
}

function register(state: ShopState, resourceId: string, input: TranslationInput): Translation {
  const { key, locale, value, translatableContentDigest: digest } = input
  const translation = { resourceId, key, locale, value, digest, updatedAt: state.now().toISOString() }
  state.shop.translations = state.shop.translations.filter(
    (one) => one.resourceId !== resourceId || one.key !== key || one.locale !== locale,
  )
  state.shop.translations.push(translation)
  state.changed()
  return translation
}
