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

const LOG_LEVEL = {
  [LogSeverity.Error]: 'error',
  [LogSeverity.Warning]: 'warn',
  [LogSeverity.Info]: 'debug',
  [LogSeverity.Debug]: 'trace',
} as const

const shopify = shopifyApp({
  apiKey: config.SHOPIFY_API_KEY,
  apiSecretKey: config.SHOPIFY_API_SECRET,
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
    // The library's messages carry shops and reasons, never tokens.
    log: async (severity, message) => log[LOG_LEVEL[severity]]({ from: 'shopify-app-remix' }, message),
  },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
})

export const { authenticate, unauthenticated, addDocumentResponseHeaders, login } = shopify
