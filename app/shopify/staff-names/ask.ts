import { RequestedTokenType } from '@shopify/shopify-api'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { apiThatSigned } from '../token-signer.ts'

/** A member of staff, as Shopify names them. */
interface ShopifyUser {
  id: string
  first_name: string
  last_name: string
}

/**
 * Asks Shopify who a session token's member of staff is. Only an online access token says it; Kept needs none and keeps
 * none (token exchange, `associated_user`).
 *
 * @throws Error when Shopify refuses or does not answer
 */
export async function askWhoStaffIs(shop: ShopDomain, sessionToken: string): Promise<ShopifyUser> {
  const api = apiThatSigned(sessionToken)
  if (!api) throw new Error('No secret of the app has signed this session token')
  const { session } = await api.auth.tokenExchange({
    shop,
    sessionToken,
    requestedTokenType: RequestedTokenType.OnlineAccessToken,
  })
  const user = session.onlineAccessInfo?.associated_user
  if (!user) throw new Error('Shopify named no member of staff')
  return { id: String(user.id), first_name: user.first_name, last_name: user.last_name }
}
