import { MAX_SUBPATH, PROXY_PREFIXES } from './words.ts'

/**
 * `path_prefix` of a call, as Shopify sends it: in other languages and markets it begins with their folder (`/fr`,
 * `/pt-BR`, `/en-europe`).
 */
const PATH_PREFIX = new RegExp(
  `^(?:/[a-z]{2,3}(?:-[A-Za-z0-9]{1,32}){0,2})?(/(?:${PROXY_PREFIXES.join('|')})/[A-Za-z0-9_-]{1,${MAX_SUBPATH}})$`,
)

/** The path of the app proxy in every language: `/apps/privacy`. Null for what Shopify never sends. */
export const proxyPathIn = (pathPrefix: string): string | null => PATH_PREFIX.exec(pathPrefix)?.[1] ?? null
