import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listErasures } from '../requests/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { ErasuresPage } from '../ui/requests/erasures/erasures-page.tsx'

/** It names nobody. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { erasures: await inShop(listErasures) }
}

export default function ErasuresRoute() {
  return <ErasuresPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
