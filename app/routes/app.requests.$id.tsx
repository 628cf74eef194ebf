import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { readRecipientTaskDetails } from '../recipients/index.ts'
import {
  type ActResult,
  actOnRequest,
  givesStaleFile,
  MAX_NOTE,
  proofVersions,
  readAnswer,
  readCollection,
  readErasureOf,
  readIdentity,
  readNextStep,
  readRectification,
  readRequest,
  readRequestMails,
  readRestrictionOf,
  readReviewOf,
  readShownObjection,
  readStatements,
  staffAct,
  whoAsks,
} from '../requests/index.ts'
import { INTERACTIVE, ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { readCustomerHeader } from '../shopify/customers.ts'
import { customerUrl } from '../shopify/links.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { MissingRequest, RequestPage } from '../ui/requests/detail/request-page.tsx'

const requestId = z.uuid()

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ shop, admin, id: staffId, inShop, shows }) => {
    const id = requestId.safeParse(params.id)
    const found = id.success
      ? await inShop(async (tx) => ({
          detail: await readRequest(tx, id.data),
          mails: await readRequestMails(tx, id.data),
          identity: await readIdentity(tx, id.data),
          held: await readCollection(tx, id.data),
          answer: await readAnswer(tx, id.data),
          proofs: await proofVersions(tx, { requestId: id.data }),
          recipients: await readRecipientTaskDetails(tx, { requestId: id.data }),
          step: await readNextStep(tx, id.data),
          erasure: await readErasureOf(tx, id.data),
          rectification: await readRectification(tx, id.data),
          statements: await readStatements(tx, id.data),
          restriction: await readRestrictionOf(tx, id.data, staffLanguage(request)),
          objection: await readShownObjection(tx, id.data),
          isFileStale: await givesStaleFile(tx, id.data),
        }))
      : null
    if (!found?.detail) throw data(null, { status: 404 })
    const { detail, ...parts } = found
    shows([detail.row.subjectId])
    const customerId = detail.person.find(({ kind }) => kind === 'customer_id')?.value ?? null
    const customer = customerId && {
      id: customerId,
      url: customerUrl(shop, customerId),
      header: await readCustomerHeader(admin, customerId).catch(noAnswer),
    }
    const client = { admin, retryPolicy: INTERACTIVE }
    const review = await readReviewOf(shop, { requestId: detail.row.id, language: staffLanguage(request), client })
    return { detail, ...parts, review, staffId, customer: customer || null }
  })
}

/** The page does not depend on what Shopify answers. */
function noAnswer(error: unknown): 'no_answer' {
  if (error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal) return 'no_answer'
  throw error
}

const MAX_BYTES = 4 * MAX_NOTE + 1_000

export async function action({ request, params }: ActionFunctionArgs): Promise<ActResult> {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const [id, act] = [requestId.safeParse(params.id), staffAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    return inShop(async (tx) => {
      shows(await whoAsks(tx, [id.data]))
      return actOnRequest(tx, id.data, act.data, staffId)
    })
  })
}

export default function RequestRoute() {
  return <RequestPage {...useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingRequest /> : <PageError />
}
