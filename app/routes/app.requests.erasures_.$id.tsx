import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { readRecipientTaskDetails } from '../recipients/index.ts'
import { actForStaff, type ErasureActResult, erasureAct, proofVersions, readShownErasure } from '../requests/index.ts'
import { INTERACTIVE } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { ErasurePage } from '../ui/requests/erasures/erasure-page.tsx'

const erasureId = z.uuid()

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const id = erasureId.safeParse(params.id)
  const shown = id.success
    ? await inShop(async (tx) => ({
        erasure: await readShownErasure(tx, id.data),
        proofs: await proofVersions(tx, { erasureId: id.data }),
        recipients: await readRecipientTaskDetails(tx, { occasionId: id.data }),
      }))
    : null
  if (!shown?.erasure) throw data(null, { status: 404 })
  return { ...shown, erasure: shown.erasure }
}

const MAX_BYTES = 1_000

/** What staff do about an erasure that Shopify's own admin began. */
export async function action({ request, params }: ActionFunctionArgs): Promise<ErasureActResult> {
  const { shop, admin, id: staffId } = await asStaff(request)
  const [id, act] = [erasureId.safeParse(params.id), erasureAct.safeParse(await readJson(request, MAX_BYTES))]
  if (!id.success || !act.success) throw data(null, { status: 400 })
  const client = { admin, retryPolicy: INTERACTIVE }
  return actForStaff({ shop, staffId, client }, { id: id.data, requestId: null }, act.data)
}

export default function ErasureRoute() {
  return <ErasurePage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
