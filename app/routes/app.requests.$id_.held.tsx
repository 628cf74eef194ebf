import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import {
  chooseHeld,
  heldChoice,
  heldQuery,
  MAX_NOTE,
  readHeldPage,
  readStatements,
  startCollecting,
  whoAsks,
} from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { restrictedAmong } from '../subjects/index.ts'
import { PageError } from '../ui/page-error.tsx'
import { HeldPage } from '../ui/requests/held/held-page.tsx'

const requestId = z.uuid()

/** What is held about who asks, table by table: all of it, and what they get. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const id = requestId.safeParse(params.id)
    if (!id.success) throw data(null, { status: 404 })
    const people = await inShop((tx) => whoAsks(tx, [id.data]))
    shows(people)
    const query = heldQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
    return inShop(async (tx) => ({
      requestId: id.data,
      page: await readHeldPage(tx, id.data, query),
      statements: await readStatements(tx, id.data),
      isRestricted: (await restrictedAmong(tx, people)).size > 0,
    }))
  })
}

const intent = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('start') }),
  heldChoice.extend({ intent: z.literal('choose') }),
])

const MAX_BYTES = 4 * MAX_NOTE + 4_000

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const [id, asked] = [requestId.safeParse(params.id), intent.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !asked.success) throw data(null, { status: 400 })
    shows(await inShop((tx) => whoAsks(tx, [id.data])))
    if (asked.data.intent === 'start') return inShop((tx) => startCollecting(tx, id.data))
    const { intent: _, ...choice } = asked.data
    return inShop((tx) => chooseHeld(tx, id.data, choice, staffId))
  })
}

export default function Held() {
  return <HeldPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
