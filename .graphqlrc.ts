import { ApiType, shopifyApiProject } from '@shopify/api-codegen-preset'

// Types every `#graphql` document of the app from Shopify's real schema. The preset reads
// app/shopify/generated/admin-2026-07.schema.json (unpacked by scripts/unpack-admin-schema.ts) instead of the network.
export default {
  schema: './app/shopify/generated/admin-2026-07.schema.json',
  projects: {
    default: shopifyApiProject({
      apiType: ApiType.Admin,
      apiVersion: '2026-07',
      documents: ['./app/**/*.{ts,tsx}', '!./app/shopify/generated/**'],
      outputDir: './app/shopify/generated',
    }),
  },
}
