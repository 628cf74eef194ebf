import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { answerAuthentication } from '../shopify/auth-pages.ts'

/** The pages of Shopify's library that fetch a session token and leave the admin's frame. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const answer = await answerAuthentication(request)
  if (!answer) throw data(null, { status: 400 })
  return answer
}
