import '@shopify/shopify-app-remix/adapters/node'
import { LogSeverity } from '@shopify/shopify-api'
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import { config } from '../platform/config.ts'
import { forShop } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { shopDomain } from '../platform/shop-domain.ts'
import { API_VERSION } from './api-version.ts'
import { noteInstalled } from './installation.ts'
import { sessionStorage } from './session-storage.ts'
import { isSignedWith, tokenOf } from './session-token.ts'

const LOG_LEVEL = {
  [LogSeverity.Error]: 'error',
  [LogSeverity.Warning]: 'warn',
  [LogSeverity.Info]: 'debug',
  [LogSeverity.Debug]: 'trace',
} as const

const appWith = (secret: string) =>
  shopifyApp({
    apiKey: config.SHOPIFY_API_KEY,
    apiSecretKey: secret,
    apiVersion: API_VERSION,
    appUrl: config.SHOPIFY_APP_URL,
    authPathPrefix: '/auth',
    distribution: AppDistribution.AppStore,
    sessionStorage,
    hooks: {
      afterAuth: ({ session }) => forShop(shopDomain.parse(session.shop), noteInstalled),
    },
    logger: {
      level: LogSeverity.Warning,
      // The library's messages contain shops and reasons, never tokens.
      log: async (severity, message) => log[LOG_LEVEL[severity]]({ from: 'shopify-app-remix' }, message),
    },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  })

const current = appWith(config.SHOPIFY_API_SECRET)
/** The library accepts one secret. After a rotation, each older secret gets an app object of its own for a while. */
const retired = config.SHOPIFY_API_SECRETS_RETIRED.map((secret) => ({ secret, app: appWith(secret) }))

/** Authenticates a request of staff with the secret that signed its session token. */
function admin(request: Request) {
  const token = retired.length > 0 && tokenOf(request)
  const signer = token && retired.find(({ secret }) => isSignedWith(token, secret))
  return (signer ? signer.app : current).authenticate.admin(request)
}

export const authenticate = { admin }
export const { unauthenticated, addDocumentResponseHeaders } = current
