import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { Overloaded } from '../platform/group-commit.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { hasDraft, MAX_PAGE, MAX_PRESENT_BYTES, readPresent } from '../policy/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { NoRegister } from '../ui/policy/policy-page.tsx'
import { PresentPage } from '../ui/policy/present/present-page.tsx'
import type { PresentAnswer } from '../ui/policy/present/use-present.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  return { hasRegister: await hasDraft(await asStaff(request)) }
}

const asked = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ page: z.string().trim().min(1).max(MAX_PAGE).nullable() }),
])

export async function action({ request }: ActionFunctionArgs): Promise<PresentAnswer> {
  const staff = await asStaff(request)
  const source = asked.safeParse(await readJson(request, MAX_PRESENT_BYTES))
  if (!source.success) throw data(null, { status: 400 })
  try {
    return await readPresent(staff, source.data, staffLanguage(request))
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return { ok: false, reason: error.outage }
    if (error instanceof ShopifyRefusal) return { ok: false, reason: 'refused' }
    if (error instanceof Overloaded) return { ok: false, reason: 'busy' }
    throw error
  }
}

export default function Present() {
  return useLoaderData<typeof loader>().hasRegister ? <PresentPage /> : <NoRegister />
}

export const ErrorBoundary = PageError
