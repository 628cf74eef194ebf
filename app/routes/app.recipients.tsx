import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import {
  readRecipientsToTell,
  rotateRecipientSecret,
  saveRecipientSchedule,
  saveRecipientWay,
  typedWay,
} from '../recipients/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { RecipientsPage } from '../ui/recipients/recipients-page.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return inShop(readRecipientsToTell)
}

const asked = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('way'), way: typedWay }),
  z.object({ intent: z.literal('rotate'), recipientId: z.string().max(100), revision: z.int().min(1) }),
  z.object({ intent: z.literal('schedule'), schedule: z.unknown() }),
])

const MAX_BYTES = 20_000

export async function action({ request }: ActionFunctionArgs) {
  const { inShop, id } = await asStaff(request)
  const body = asked.safeParse(await readJson(request, MAX_BYTES))
  if (!body.success) throw data(null, { status: 400 })
  const sent = body.data
  if (sent.intent === 'way') return inShop((tx) => saveRecipientWay(tx, sent.way, id))
  if (sent.intent === 'rotate') return inShop((tx) => rotateRecipientSecret(tx, sent, id))
  return { ok: await inShop((tx) => saveRecipientSchedule(tx, sent.schedule, id)) }
}

export default function RecipientsRoute() {
  return <RecipientsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
