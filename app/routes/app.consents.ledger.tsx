import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { rotateSigningKey, sealState } from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { LedgerPage } from '../ui/consents/ledger-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop }) => ({ state: await inShop(sealState) }))
}

const wish = z.object({ do: z.literal('rotate') })
const MAX_BYTES = 200

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ id, inShop }) => {
    if (!wish.safeParse(await readJson(request, MAX_BYTES)).success) throw data(null, { status: 400 })
    return { key: await inShop((tx) => rotateSigningKey(tx, id)) }
  })
}

export default function Ledger() {
  return <LedgerPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
