// Sends what the app asks of https://*.myshopify.com to the stand-in instead. Loaded before anything else, through
// NODE_OPTIONS=--import: Shopify's library takes hold of fetch when it is imported. The app's own code knows nothing of it.
const fetchOfNode = globalThis.fetch

globalThis.fetch = (input, init) => {
  const url = new URL(typeof input === 'string' ? input : (input.url ?? input))
  if (!url.hostname.endsWith('.myshopify.com')) return fetchOfNode(input, init)
  const standIn = process.env.STAND_IN_SHOP_URL
  if (!standIn) throw new Error('STAND_IN_SHOP_URL is not set')
  const headers = new Headers(init?.headers)
  headers.set('x-stand-in-host', url.hostname)
  return fetchOfNode(new URL(url.pathname + url.search, standIn).href, {
    ...init,
    headers: Object.fromEntries(headers),
  })
}
