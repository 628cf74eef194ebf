import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { acceptance, chartsOf, lastDays, PERIODS, purposeNames, readQuery, sourcesOf } from '../consent/index.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { ChartsPage } from '../ui/consents/charts/charts-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const read = readQuery(new URL(request.url).searchParams)
  const { period = '30d', source, purpose } = read.ok ? read.query : {}
  return asStaffWithCustomerData({ request, params }, async ({ admin, inShop }) => {
    const days = lastDays(PERIODS[period], clock.now(), await readTimeZone(admin))
    return inShop(async (tx) => ({
      period,
      source: source ?? null,
      sources: await sourcesOf(tx),
      names: await purposeNames(tx, staffLanguage(request)),
      charts: chartsOf(await acceptance(tx, { days, ...(source && { source }) }), days, purpose),
    }))
  })
}

export default function Acceptance() {
  return <ChartsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
