import createClient from 'openapi-fetch'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { createKey, typedKey } from '../../app/shop-api/index.ts'
import { API_SCOPES } from '../../app/shop-api/words.ts'
import type { paths } from './generated/api.d.ts'

/** A new key of a shop, that may do everything unless it is given otherwise. */
export async function aKey(shop: ShopDomain, given: object = {}): Promise<{ id: string; key: string }> {
  const typed = typedKey.parse({ name: 'Till', scopes: [...API_SCOPES], lastDay: null, ...given })
  const made = await forShop(shop, (tx) => createKey(tx, typed, '42'))
  if (!made.ok) throw new Error(made.reason)
  return made
}

/** The client that is generated from docs/api/openapi.json. */
export const aClient = (url: string, key: string | null) =>
  createClient<paths>({
    baseUrl: `${url}/api/v1`,
    ...(key !== null && { headers: { authorization: `Bearer ${key}` } }),
  })
