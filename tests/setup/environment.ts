import { inject } from 'vitest'
import '../stand-in/route-shopify.mjs'

/** The configuration of the tests, set before anything of the app is imported. */
Object.assign(process.env, {
  NODE_ENV: 'test',
  KEPT_ROLE: 'all',
  LOG_LEVEL: 'silent',
  DATABASE_URL: inject('databaseUrl'),
  SHOPIFY_API_KEY: 'test-key',
  SHOPIFY_API_SECRET: 'test-secret',
  SHOPIFY_API_SECRETS_RETIRED: 'retired-secret, older-secret',
  // Tests call as Shopify's app proxy does, with nothing between it and Kept.
  TRUSTED_PROXIES: '1',
  SHOPIFY_APP_URL: 'https://kept.example.com',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
})

// As a process does when it starts: before it nobody can be looked up.
const { openVault } = await import('../../app/encryption-keys.ts')
await openVault()
