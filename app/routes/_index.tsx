import { type LoaderFunctionArgs, redirect } from '@remix-run/node'

/** Shopify opens the app at its root; the pages are under /app. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  if (searchParams.has('shop')) throw redirect(`/app?${searchParams}`)
  return new Response('Kept runs inside Shopify admin. Open it from your list of apps.', {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
