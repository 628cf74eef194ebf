import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readAuditorsGuide } from '../consent/index.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { asStaff } from '../shopify/staff.ts'
import { AuditorsPage } from '../ui/consents/ledger/auditors-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { guide: await inShop((tx) => readAuditorsGuide(tx, staffLanguage(request))) }
}

export default function Auditors() {
  return <AuditorsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
