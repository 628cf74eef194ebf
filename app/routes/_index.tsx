import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { plainAnswer } from '../ui/plain-message.tsx'

/** What Shopify opens the app with and its pages need; nothing else goes into the address that follows. */
const KNOWN = ['embedded', 'host', 'id_token', 'locale', 'shop']

/** Shopify opens the app at its root; the pages are under /app. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  if (searchParams.has('shop')) {
    const known = [...searchParams].filter(([name]) => KNOWN.includes(name))
    throw redirect(`/app?${new URLSearchParams(known)}`)
  }
  return plainAnswer('openFromAdmin')
}
