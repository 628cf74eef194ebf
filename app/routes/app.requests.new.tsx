import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readJson } from '../platform/body.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { countriesIn, WRITTEN_LANGUAGES } from '../register/index.ts'
import { dayIn, fileRequest, filing, filingProblems, MAX_FILING_BYTES, whoAsks } from '../requests/index.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { asStaff, asStaffWithCustomerData } from '../shopify/staff.ts'
import { pageOfRequest } from '../ui/links/requests.ts'
import { PageError } from '../ui/page-error.tsx'
import { FilingPage } from '../ui/requests/filing-page.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { admin } = await asStaff(request)
  const today = dayIn(await readTimeZone(admin), clock.now())
  return { countries: countriesIn(staffLanguage(request)), languages: WRITTEN_LANGUAGES, today }
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ admin, id: staffId, inShop, shows }) => {
    const sent = filing.safeParse(await readJson(request, MAX_FILING_BYTES))
    if (!sent.success) return data({ problems: filingProblems(sent.error) }, { status: 422 })
    const timeZone = await readTimeZone(admin)
    const filed = await inShop((tx) => fileRequest(tx, sent.data, { staffId, timeZone }))
    if (!filed.ok) return data({ problems: { receivedOn: filed.reason } }, { status: 422 })
    shows(await inShop((tx) => whoAsks(tx, [filed.opened.requestId])))
    return redirect(pageOfRequest(filed.opened.requestId))
  })
}

export default function NewRequest() {
  return <FilingPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
