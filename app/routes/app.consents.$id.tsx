import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { purposeNames, readRecord } from '../consent/index.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { customerUrl } from '../shopify/links.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { MissingRecord, RecordPage } from '../ui/consents/record-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData(request, async ({ shop, inShop }) => {
    const read = await inShop(async (tx) => {
      const record = await readRecord(tx, params.id ?? '')
      return record && { record, names: await purposeNames(tx, staffLanguage(request)) }
    })
    if (!read) throw data(null, { status: 404 })
    const { customerId } = read.record.person
    return { ...read, customerUrl: customerId && customerUrl(shop, customerId) }
  })
}

export default function Record() {
  return <RecordPage {...useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingRecord /> : <PageError />
}
