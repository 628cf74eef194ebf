import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readGrantedAccess } from '../requests/index.ts'
import { INTERACTIVE } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { AccessPage } from '../ui/requests/access-page.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { admin } = await asStaff(request)
  return { granted: await readGrantedAccess({ admin, retryPolicy: INTERACTIVE }) }
}

export default function RequestAccess() {
  return <AccessPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
