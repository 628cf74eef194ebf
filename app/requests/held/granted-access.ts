import { readGrantedScopes } from '../../shopify/person-data/scopes.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { OPTIONAL_ACCESS, type OptionalAccess } from '../words.ts'

/**
 * What the shop lets Kept read of a person, beyond what it is installed with.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readGrantedAccess(client: ShopClient): Promise<OptionalAccess[]> {
  const granted = await readGrantedScopes(client)
  return OPTIONAL_ACCESS.filter(({ scopes }) => scopes.every((scope) => granted.covers(scope))).map(({ what }) => what)
}
