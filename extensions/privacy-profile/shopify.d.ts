import '@shopify/ui-extensions'

declare module './src/Profile.tsx' {
  const shopify: import('@shopify/ui-extensions/customer-account.profile.block.render').Api
  const globalThis: { shopify: typeof shopify }
}
