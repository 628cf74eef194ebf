import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  addEndpoint,
  editEndpoint,
  readOutgoing,
  removeEndpoint,
  rotateEndpoint,
  switchEndpoint,
  testEndpoint,
  typedEndpoint,
} from '../outgoing/index.ts'
import { readJson } from '../platform/body.ts'
import { asStaff } from '../shopify/staff.ts'
import { OutgoingPage } from '../ui/outgoing/outgoing-page.tsx'
import type { EndpointAnswer } from '../ui/outgoing/use-endpoints.ts'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return inShop(readOutgoing)
}

const id = z.uuid()
const asked = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('add'), endpoint: z.unknown() }),
  z.strictObject({ intent: z.literal('edit'), id, endpoint: z.unknown() }),
  z.strictObject({ intent: z.enum(['rotate', 'on', 'off', 'remove', 'test']), id }),
])

const MAX_BYTES = 4_000

const ACTS = {
  rotate: rotateEndpoint,
  on: (tx, endpoint) => switchEndpoint(tx, endpoint, true),
  off: (tx, endpoint) => switchEndpoint(tx, endpoint, false),
  remove: removeEndpoint,
  test: testEndpoint,
} satisfies Record<string, typeof rotateEndpoint>

export async function action({ request }: ActionFunctionArgs): Promise<EndpointAnswer> {
  const { inShop, id: staffId } = await asStaff(request)
  const body = asked.safeParse(await readJson(request, MAX_BYTES))
  if (!body.success) throw data(null, { status: 400 })
  const sent = body.data
  if (sent.intent !== 'add' && sent.intent !== 'edit')
    return { did: sent.intent, ...(await inShop((tx) => ACTS[sent.intent](tx, sent.id))) }
  const typed = typedEndpoint.safeParse(sent.endpoint)
  if (!typed.success) return { did: sent.intent, ok: false, reason: 'invalid' }
  const saved = await inShop((tx) =>
    sent.intent === 'add' ? addEndpoint(tx, typed.data, staffId) : editEndpoint(tx, sent.id, typed.data),
  )
  return { did: sent.intent, ...saved }
}

export default function Webhooks() {
  return <OutgoingPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
