import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { answerAuthentication } from '../shopify/auth-pages.ts'

/** Where Shopify's library bounces to fetch a session token, and leaves the admin's frame. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const answer = await answerAuthentication(request)
  if (!answer) throw data(null, { status: 400 })
  return answer
}
