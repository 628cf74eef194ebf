import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readForm } from '../platform/body.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { dayOf, empty, fromTemplate, overview, readDraft, startRegister, summaryInForce } from '../register/index.ts'
import { readShopDetails } from '../shopify/shop-details.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { OverviewPage } from '../ui/register/overview-page.tsx'
import { StartPage } from '../ui/register/start-page.tsx'

/** Nobody reads more findings than these at once. */
const FINDINGS_SHOWN = 30

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const all = new URL(request.url).searchParams.has('all')
  const { draft, isPublished } = await inShop(async (tx) => ({
    draft: await readDraft(tx),
    isPublished: (await summaryInForce(tx)) !== null,
  }))
  const size = all ? Number.POSITIVE_INFINITY : FINDINGS_SHOWN
  const reader = { language: staffLanguage(request), today: dayOf(clock.now()), size }
  return { overview: draft && overview(draft.register, reader), isPublished }
}

const start = z.object({ how: z.enum(['template', 'empty']) })

export async function action({ request }: ActionFunctionArgs) {
  const { admin, inShop, id } = await asStaff(request)
  const chosen = start.safeParse(await readForm(request, 1_000))
  if (!chosen.success) throw data(null, { status: 400 })
  const shop = await readShopDetails(admin)
  const begun = chosen.data.how === 'template' ? fromTemplate(shop, clock.now()) : empty(shop)
  return { started: (await inShop((tx) => startRegister(tx, begun, id))).ok }
}

export default function Register() {
  const { overview, isPublished } = useLoaderData<typeof loader>()
  return overview ? <OverviewPage overview={overview} isPublished={isPublished} /> : <StartPage />
}

export const ErrorBoundary = PageError
