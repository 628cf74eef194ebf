import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import {
  acceptDrift,
  DOCUMENTS,
  PART_IDS,
  POLICY_LANGUAGES,
  policyOverview,
  publish,
  publishAgain,
  turnOffAutomaticPolicy,
} from '../policy/index.ts'
import { INTERACTIVE, ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { asStaff, type Staff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { NoRegister, PolicyPage } from '../ui/policy/policy-page.tsx'
import type { Answer } from '../ui/policy/use-wish.ts'

/** Changed parts that are named before "and more". */
const CHANGES_SHOWN = 20

const shown = z.object({
  document: z.enum(DOCUMENTS).catch('policy'),
  language: z.enum(POLICY_LANGUAGES).nullable().catch(null),
  reader: z.enum(PART_IDS).catch('general'),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await asStaff(request)
  const query = new URL(request.url).searchParams
  const looking = shown.parse({ language: null, ...Object.fromEntries(query) })
  const who = { staffLanguage: staffLanguage(request), size: CHANGES_SHOWN }
  const overview = await policyOverview(staff, { ...looking, ...who })
  return { overview }
}

const asked = z.discriminatedUnion('do', [
  z.object({ do: z.literal('publish'), revision: z.int() }),
  z.object({ do: z.literal('again') }),
  z.object({ do: z.literal('accept'), publicationId: z.uuid() }),
  z.object({ do: z.literal('turn_off') }),
])

export async function action({ request }: ActionFunctionArgs): Promise<Answer> {
  const staff = await asStaff(request)
  const wish = asked.safeParse(await readJson(request, 1_000))
  if (!wish.success) throw data(null, { status: 400 })
  try {
    return { do: wish.data.do, ...(await carryOut(staff, wish.data)) }
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return { do: wish.data.do, ok: false as const, reason: error.outage }
    if (error instanceof ShopifyRefusal) {
      return { do: wish.data.do, ok: false as const, reason: 'refused' as const, message: error.message }
    }
    throw error
  }
}

async function carryOut(staff: Staff, wish: z.infer<typeof asked>) {
  switch (wish.do) {
    case 'publish':
      return publish(staff, wish.revision)
    case 'again':
      return publishAgain(staff)
    case 'accept':
      await staff.inShop((tx) => acceptDrift(tx, wish.publicationId, staff.id))
      return { ok: true as const }
    case 'turn_off':
      await turnOffAutomaticPolicy(staff.admin, INTERACTIVE)
      return { ok: true as const }
  }
}

export default function Policy() {
  const { overview } = useLoaderData<typeof loader>()
  return overview ? <PolicyPage overview={overview} /> : <NoRegister />
}

export const ErrorBoundary = PageError
