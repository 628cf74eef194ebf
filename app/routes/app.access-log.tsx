import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listAccesses } from '../platform/access-log.ts'
import { asStaff } from '../shopify/staff.ts'
import { AccessLogPage } from '../ui/access-log/access-log-page.tsx'
import { PageError } from '../ui/page-error.tsx'

const SHOWN = 100

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { accesses: await inShop((tx) => listAccesses(tx, SHOWN)) }
}

export default function AccessLog() {
  return <AccessLogPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
