import '@shopify/shopify-app-remix/adapters/node'
import { LogSeverity, shopifyApi } from '@shopify/shopify-api'
import { config } from '../platform/config.ts'
import { API_VERSION } from './api-version.ts'
import { isSignedWith } from './session-token.ts'

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

/** Shopify signs with an older secret for a while after a rotation, and the library takes one secret. */
const apis = [config.SHOPIFY_API_SECRET, ...config.SHOPIFY_API_SECRETS_RETIRED].map((secret) => ({
  secret,
  api: apiWith(secret),
}))

/** Shopify's library with the secret that signed this session token; undefined when none of the app's did. */
export const apiThatSigned = (token: string) => apis.find(({ secret }) => isSignedWith(token, secret))?.api
