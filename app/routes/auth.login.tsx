/** Kept has no login of its own: a shop is never typed in, it is opened from Shopify admin. */
export function loader() {
  return new Response('Open Kept from your Shopify admin.', {
    status: 400,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
