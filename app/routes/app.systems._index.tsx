import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { createKey, readApiKeys, revokeKey, typedKey } from '../shop-api/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { SystemsPage } from '../ui/systems/systems-page.tsx'
import type { KeyAnswer } from '../ui/systems/use-keys.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { keys: await inShop(readApiKeys) }
}

const asked = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('create'), key: z.unknown() }),
  z.strictObject({ intent: z.literal('revoke'), id: z.uuid() }),
])

const MAX_BYTES = 4_000

export async function action({ request }: ActionFunctionArgs): Promise<KeyAnswer> {
  const { inShop, id } = await asStaff(request)
  const body = asked.safeParse(await readJson(request, MAX_BYTES))
  if (!body.success) throw data(null, { status: 400 })
  const sent = body.data
  if (sent.intent === 'revoke') return { did: 'revoke', ok: await inShop((tx) => revokeKey(tx, sent.id, id)) }
  const typed = typedKey.safeParse(sent.key)
  if (!typed.success) return { did: 'create', ok: false, reason: 'invalid' }
  return { did: 'create', ...(await inShop((tx) => createKey(tx, typed.data, id))) }
}

export default function Systems() {
  return <SystemsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
