import '@shopify/ui-extensions'

declare module './src/Block.tsx' {
  const shopify: import('@shopify/ui-extensions/admin.customer-details.block.render').Api
  const globalThis: { shopify: typeof shopify }
}
