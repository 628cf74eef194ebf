import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { countUnwritten } from '../consent/index.ts'
import { countMessages, listMessages, messageId } from '../inbox/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { type MessageFilter, MessagesPage } from '../ui/activity/messages-page.tsx'
import { PageError } from '../ui/page-error.tsx'

const PAGE_SIZE = 25

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const { searchParams } = new URL(request.url)
  const after = messageId.nullable().catch(null).parse(searchParams.get('after'))
  const filter: MessageFilter = searchParams.get('filter') === 'staff' ? 'staff' : 'all'
  return inShop(async (tx) => ({
    filter,
    ...(await listMessages(tx, { size: PAGE_SIZE, after, filter })),
    counts: await countMessages(tx),
    unwritten: await countUnwritten(tx),
  }))
}

export default function Activity() {
  return <MessagesPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
