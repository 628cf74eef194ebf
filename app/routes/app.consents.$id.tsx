import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import { purposeKey, purposeNames, readRecord, whoIsSought, withdrawOnBehalf } from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { MOST_CHOICES } from '../register/index.ts'
import { customerUrl } from '../shopify/links.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { MissingRecord, RecordPage } from '../ui/consents/record/record-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ shop, inShop, shows }) => {
    const read = await inShop(async (tx) => {
      const record = await readRecord(tx, params.id ?? '')
      return record && { record, names: await purposeNames(tx, staffLanguage(request)) }
    })
    if (!read) throw data(null, { status: 404 })
    shows([read.record.event.subject])
    const { customerId } = read.record.person
    return { ...read, customerUrl: customerId && customerUrl(shop, customerId) }
  })
}

const intents = z.object({ intent: z.literal('withdraw'), purposes: z.array(purposeKey).min(1).max(MOST_CHOICES) })
const MAX_BYTES = 4_000

/** Records that the person of this record told staff that they no longer agree. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const asked = intents.safeParse(await readJson(request, MAX_BYTES))
    if (!asked.success) throw data(null, { status: 400 })
    const { purposes } = asked.data
    const recordId = params.id ?? ''
    const withdrawn = await inShop(async (tx) => {
      shows(await whoIsSought(tx, { record: recordId }))
      return withdrawOnBehalf(tx, { recordId, purposes, staffId })
    })
    if (withdrawn === null) throw data(null, { status: 404 })
    return { withdrawn }
  })
}

export default function Record() {
  return <RecordPage {...useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingRecord /> : <PageError />
}
