import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { plainAnswer } from '../ui/plain-message.tsx'

/** The parameters that Shopify opens the app with and that its pages need. Others are dropped from the redirect. */
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
