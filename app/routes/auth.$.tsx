import type { LoaderFunctionArgs } from '@remix-run/node'
import { authenticate } from '../shopify/shopify.server.ts'

/** Where Shopify's library bounces to fetch a session token. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request)
  return null
}
