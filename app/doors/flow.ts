import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { insertFlowRun, requestOfFlowRun } from '../flow/index.ts'
import { clock } from '../platform/clock.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { shopDomain } from '../platform/shop-domain.ts'
import { dayIn, fileRequest, filing } from '../requests/index.ts'
import { lastTimeZone, requireInstalled } from '../shopify/installation.ts'
import { answer, headerOf, jsonOf, Refusal, readBody } from './http.ts'
import { bodySignature } from './signature.ts'

export const FLOW_REQUEST_PATH = '/flow/privacy-request'

/** The longest text, and what Flow says besides. */
const MAX_BYTES = 64 * 1024

/** Shopify's number, as Flow writes it or in its full name. */
const customerReference = z
  .union([z.int().positive(), z.string().regex(/^(?:gid:\/\/shopify\/Customer\/)?\d{1,20}$/)])
  .transform((reference) => String(reference).replace(/^.*\//, ''))

const run = z.object({
  shopify_domain: shopDomain,
  action_run_id: z.string().min(1).max(100),
  properties: z.object({
    customer_id: customerReference,
    kind: z
      .string()
      .trim()
      .toLowerCase()
      .transform((kind) => kind.replaceAll(' ', '_'))
      .pipe(filing.shape.kind),
    text: filing.shape.text.nullish().transform((text) => text ?? ''),
  }),
})
type Run = z.infer<typeof run>

/** Who a request of a workflow says that filed it: the shop's staff made the workflow. */
const FLOW = 'flow'

/**
 * Shopify Flow's action "File a privacy request". The same run again files nothing more and gives the same answer. 200: filed, now or
 * before. 400: what no request can be made of. 401: not signed by Shopify. 503: the same run is being worked, try again.
 */
export async function flowRequestDoor(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') throw new Refusal(405, 'Actions are POSTed', { allow: 'POST' })
  const signature = bodySignature(headerOf(request, 'x-shopify-hmac-sha256'))
  if (!signature) throw new Refusal(401, 'Not signed by Shopify')
  const body = await readBody(request, response, { limit: MAX_BYTES, onPart: signature.update })
  if (!signature.holds()) throw new Refusal(401, 'Not signed by Shopify')
  const sent = run.safeParse(jsonOf(body))
  if (!sent.success) throw new Refusal(400, z.prettifyError(sent.error))
  const id = await forShop(sent.data.shopify_domain, (tx) => fileOnce(tx, sent.data))
  // What Flow shows beside the run.
  answer(response, 200, { return_value: { requestId: id } })
}

async function fileOnce(tx: ShopTransaction, { action_run_id: runId, properties }: Run): Promise<string> {
  await requireInstalled(tx)
  const before = await requestOfFlowRun(tx, runId)
  if (before) return before
  const timeZone = await lastTimeZone(tx)
  const { customer_id: customerId, kind, text } = properties
  const asked = filing.parse({
    ...{ kind, text, customerId, channel: 'email', asker: 'person', audience: 'consumer', email: '', phone: '' },
    ...{ country: null, region: null, language: null, original: null, receivedOn: dayIn(timeZone, clock.now()) },
  })
  const filed = await fileRequest(tx, asked, { staffId: FLOW, timeZone })
  // Two calls of one run at once: the second is undone, and finds the first one's request when it comes again.
  const isFirst = filed.ok && (await insertFlowRun(tx, { runId, requestId: filed.opened.requestId, at: clock.now() }))
  if (!isFirst) throw new Refusal(503, 'This run is being worked, try again', { 'retry-after': '2' })
  return filed.opened.requestId
}
