import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { versionHistory } from '../policy/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { HistoryPage } from '../ui/policy/history-page.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { versions: await inShop(versionHistory) }
}

export default function History() {
  return <HistoryPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
