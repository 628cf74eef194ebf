import '@shopify/shopify-app-remix/adapters/node'
import { LogSeverity, RequestedTokenType, shopifyApi } from '@shopify/shopify-api'
import { config } from '../../platform/config.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { API_VERSION } from '../api-version.ts'
import { isSignedWith } from '../session-token.ts'

/** A member of staff, as Shopify names them. */
interface ShopifyUser {
  id: string
  first_name: string
  last_name: string
}

const apiWith = (secret: string) =>
  shopifyApi({
    apiKey: config.SHOPIFY_API_KEY,
    apiSecretKey: secret,
    apiVersion: API_VERSION,
    hostName: new URL(config.SHOPIFY_APP_URL).host,
    isEmbeddedApp: true,
    // The caller says what went wrong: the library's messages quote the session token.
    logger: { level: LogSeverity.Error, log: async () => undefined },
  })

/** A session token is exchanged with the secret that signed it: see shopify.server.ts. */
const apis = [config.SHOPIFY_API_SECRET, ...config.SHOPIFY_API_SECRETS_RETIRED].map((secret) => ({
  secret,
  api: apiWith(secret),
}))

/**
 * Asks Shopify who a session token's member of staff is. Only an online access token says it; Kept needs none and keeps
 * none (token exchange, `associated_user`).
 *
 * @throws Error when Shopify refuses or does not answer
 */
export async function askWhoStaffIs(shop: ShopDomain, sessionToken: string): Promise<ShopifyUser> {
  const signer = apis.find(({ secret }) => isSignedWith(sessionToken, secret))
  if (!signer) throw new Error('No secret of the app has signed this session token')
  const { session } = await signer.api.auth.tokenExchange({
    shop,
    sessionToken,
    requestedTokenType: RequestedTokenType.OnlineAccessToken,
  })
  const user = session.onlineAccessInfo?.associated_user
  if (!user) throw new Error('Shopify named no member of staff')
  return { id: String(user.id), first_name: user.first_name, last_name: user.last_name }
}
