import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { driftOverview, lookNow, nameDriftRecipient, toldWish } from '../drift/index.ts'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'
import { DriftPage } from '../ui/drift/drift-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { drift: await inShop(driftOverview) }
}

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('look') }),
  /** An invalid address is reported beside its field. */
  z.object({ intent: z.literal('tell'), wish: toldWish }),
])
const MAX_BYTES = 4_000

export async function action({ request }: ActionFunctionArgs) {
  const staff = await asStaff(request)
  const asked = intents.safeParse(await readJson(request, MAX_BYTES))
  if (!asked.success) throw data(null, { status: 400 })
  if (asked.data.intent === 'look') return { looked: await look(staff) }
  const { wish } = asked.data
  const by = { staffId: staff.id, language: staffLanguage(request) }
  return { saved: await staff.inShop((tx) => nameDriftRecipient(tx, wish, by)) }
}

async function look(staff: Parameters<typeof lookNow>[0]): Promise<boolean> {
  try {
    await lookNow(staff)
    return true
  } catch (error) {
    if (error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal) return false
    throw error
  }
}

export default function Drift() {
  return <DriftPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
