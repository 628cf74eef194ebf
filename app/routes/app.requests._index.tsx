import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { messagesOfRequests } from '../inbox/index.ts'
import { readJson } from '../platform/body.ts'
import { findPeople, listQuery, listRequests, MAX_SEARCHED } from '../requests/index.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { customerUrl } from '../shopify/links.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { RequestsPage } from '../ui/requests/requests-page.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const query = listQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return asStaffWithCustomerData({ request, params }, async ({ shop, admin, id: staffId, inShop, shows }) => {
    const timeZone = await readTimeZone(admin)
    return inShop(async (tx) => {
      const { requests, total, next } = await listRequests(tx, query, { staffId, timeZone })
      shows(requests.map(({ subjectId }) => subjectId))
      const messages = await messagesOfRequests(tx, requests)
      return {
        query,
        staffId,
        total,
        next,
        requests: requests.map((one) => ({
          ...one,
          messageId: messages[one.id] ?? null,
          customerUrl: one.customerId && customerUrl(shop, one.customerId),
        })),
      }
    })
  })
}

const searched = z.object({ search: z.string().trim().min(1).max(MAX_SEARCHED) })
const MAX_BYTES = 4_000

/** The search is sent as a body: it may be an e-mail address, which must not stand in a page's address. */
export async function action({ request, params }: ActionFunctionArgs): Promise<{ people: string[] }> {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const asked = searched.safeParse(await readJson(request, MAX_BYTES))
    if (!asked.success) throw data(null, { status: 400 })
    const people = await inShop((tx) => findPeople(tx, asked.data.search))
    shows(people)
    return { people }
  })
}

export default function Requests() {
  return <RequestsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
