import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { isSecretOf, readToken } from '../../platform/link-token.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { ApiScope } from '../words.ts'
import { stateOfKey, tokenInKey } from './model.ts'
import { findKey, noteKeyUsed, shopOfKey } from './store.ts'

/** Who calls: one of a shop's own systems, by its key. */
export interface ApiCaller {
  shop: ShopDomain
  keyId: string
  scopes: readonly ApiScope[]
}

/** Whose key this is; null for one that opens nothing, whatever the reason. */
export async function callerOfKey(key: string): Promise<ApiCaller | null> {
  const token = readToken(tokenInKey(key) ?? '')
  const shop = token && (await shopOfKey(token.id))
  if (!token || !shop) return null
  const now = clock.now()
  return forShop(shop, async (tx) => {
    const found = await findKey(tx, token.id)
    if (!found || !isSecretOf(token.secret, found.hash) || stateOfKey(found, now) !== 'active') return null
    await noteKeyUsed(tx, found.id, now)
    return { shop, keyId: found.id, scopes: found.scopes }
  })
}
