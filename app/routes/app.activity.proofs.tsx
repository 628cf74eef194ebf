import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { newestProofs } from '../requests/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { ProofsPage } from '../ui/activity/proofs-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { proofs: await inShop(newestProofs) }
}

export default function Proofs() {
  return <ProofsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
