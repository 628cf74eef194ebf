import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { messagesOfRequests } from '../inbox/index.ts'
import { clock } from '../platform/clock.ts'
import { countOpenRequests, openRequests } from '../requests/index.ts'
import { customerUrl } from '../shopify/links.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { RequestsPage } from '../ui/requests/requests-page.tsx'

const PAGE_SIZE = 25

export async function loader({ request, params }: LoaderFunctionArgs) {
  const after = z.uuid().nullable().catch(null).parse(new URL(request.url).searchParams.get('after'))
  return asStaffWithCustomerData({ request, params }, async ({ shop, inShop }) =>
    inShop(async (tx) => {
      const { requests, next } = await openRequests(tx, { size: PAGE_SIZE, after })
      const messages = await messagesOfRequests(tx, requests)
      return {
        now: clock.now(),
        total: (await countOpenRequests(tx)).count,
        next,
        requests: requests.map((one) => ({
          ...one,
          messageId: messages[one.id] ?? null,
          customerUrl: one.customerId && customerUrl(shop, one.customerId),
        })),
      }
    }),
  )
}

export default function Requests() {
  return <RequestsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
