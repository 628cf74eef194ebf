/** Kept has no login of its own: a shop is opened from Shopify's admin, and nobody types its name. */
export function loader() {
  return new Response('Open Kept from your Shopify admin.', {
    status: 400,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
