import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { retryWriteBacks, unwrittenWithdrawals } from '../consent/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { WithdrawalsPage } from '../ui/activity/withdrawals-page.tsx'
import { PageError } from '../ui/page-error.tsx'

const SHOWN = 100

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const withdrawals = await inShop((tx) => unwrittenWithdrawals(tx, SHOWN))
    shows(withdrawals.map(({ subjectId }) => subjectId))
    return { withdrawals }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop }) => ({ tried: await inShop(retryWriteBacks) }))
}

export default function Withdrawals() {
  return <WithdrawalsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
