import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { lookAtHeld, readCustomerPrivacy } from '../centre/index.ts'
import { logAccess } from '../platform/access-log.ts'
import { forShop } from '../platform/db.ts'
import { STAFF_LANGUAGES } from '../platform/i18n.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { fileRequest, filing, whoAsks } from '../requests/index.ts'
import { lastTimeZone, requireInstalled } from '../shopify/installation.ts'
import { staffOfToken } from '../shopify/staff-token.ts'
import { findSubjects, identifiersOf } from '../subjects/index.ts'
import { openToExtensions, readSentJson } from './account.ts'
import { answer, headerOf, Refusal } from './http.ts'
import { networkOfCaller } from './network.ts'
import { Rate, refuseWhoMustWait } from './rate.ts'

export const ADMIN_EXTENSIONS_PATH = '/admin-extensions'

/** Calls per minute. */
const ofStaff = new Rate({ points: 120 })
const ofNetwork = new Rate({ points: 600, mostKeys: 20_000 })

/** The longest text, and the other fields. */
const MAX_BYTES = 64 * 1024

const customerId = z.string().regex(/^\d{1,20}$/)

const looked = z.object({
  customer: customerId,
  language: z.enum(STAFF_LANGUAGES).catch('en'),
  /** Of the order on whose page staff look. */
  orderedOn: z.iso.date().nullable().catch(null),
})

const started = z.strictObject({
  customer: customerId,
  kind: filing.shape.kind,
  channel: filing.shape.channel,
  receivedOn: filing.shape.receivedOn,
  text: filing.shape.text,
})

interface Caller {
  shop: ShopDomain
  staffId: string
}

/** What a call did, and whom it was about: subjects. */
interface Done {
  status: number
  body: object
  people: readonly string[]
}

/**
 * What extensions in Shopify's admin show staff of a customer, and the request that staff start there. Shopify's session token
 * says who looks, and the access log notes it (note 049). 401: no token of a member of staff. 404: no such address. 422: what
 * cannot be filed. 429: too many, with Retry-After.
 */
export async function adminExtensionsDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { path: string; query: URLSearchParams },
): Promise<void> {
  if (!openToExtensions(request, response)) return
  const caller = await readStaffCall(request)
  const call = `${request.method} ${path.slice(ADMIN_EXTENSIONS_PATH.length)}`
  const work = WORK[call]
  if (!work) throw new Refusal(404, 'There is no such address')
  const { status, body, people } = await work(caller, { request, response, query })
  // If the line cannot be written, nothing is shown.
  await logAccess({ ...caller, method: request.method ?? '', route: path, status, people })
  answer(response, status, body)
}

interface Call {
  request: IncomingMessage
  response: ServerResponse
  query: URLSearchParams
}

const WORK: Partial<Record<string, (caller: Caller, call: Call) => Promise<Done>>> = {
  'GET /customer': showCustomer,
  'GET /held': showHeld,
  'POST /requests': startRequest,
}

async function showCustomer({ shop, staffId }: Caller, { query }: Call): Promise<Done> {
  const { customer, language, orderedOn } = lookedFor(query)
  const { shown, subjects } = await forShop(shop, (tx) =>
    readCustomerPrivacy(tx, { customerId: customer, staffId, language, orderedOn }),
  )
  return { status: 200, body: shown, people: subjects }
}

async function showHeld({ shop }: Caller, { query }: Call): Promise<Done> {
  const { customer, language } = lookedFor(query)
  return forShop(shop, async (tx) => ({
    status: 200,
    body: await lookAtHeld(tx, { by: 'customer', customerId: customer }, language),
    people: await findSubjects(tx, identifiersOf({ id: customer })),
  }))
}

async function startRequest({ shop, staffId }: Caller, { request, response }: Call): Promise<Done> {
  const { customer, ...asked } = await readSentJson(request, response, { limit: MAX_BYTES, schema: started })
  const filed = filing.parse({ ...asked, ...NOTHING_MORE, customerId: customer })
  return forShop(shop, async (tx) => {
    await requireInstalled(tx)
    const result = await fileRequest(tx, filed, { staffId, timeZone: await lastTimeZone(tx) })
    if (!result.ok) return { status: 422, body: { error: result.reason }, people: [] }
    const { requestId } = result.opened
    return { status: 201, body: { id: requestId }, people: await whoAsks(tx, [requestId]) }
  })
}

/** What Kept's own form asks besides. */
const NOTHING_MORE = {
  ...{ asker: 'person', audience: 'consumer', email: '', phone: '' },
  ...{ country: null, region: null, language: null, original: null },
}

function lookedFor(query: URLSearchParams): z.infer<typeof looked> {
  const read = looked.safeParse({ orderedOn: null, ...Object.fromEntries(query) })
  if (!read.success) throw new Refusal(400, z.prettifyError(read.error))
  return read.data
}

/** @throws Refusal 401 without a token of a member of staff, 429 beyond the limits */
async function readStaffCall(request: IncomingMessage): Promise<Caller> {
  const [, token] = /^Bearer (\S{1,4000})$/.exec(headerOf(request, 'authorization') ?? '') ?? []
  const caller = token === undefined ? null : await staffOfToken(token)
  if (!caller) throw new Refusal(401, 'No session token of a member of staff')
  const wait = ofStaff.take(`${caller.shop} ${caller.staffId}`) || ofNetwork.take(networkOfCaller(request))
  refuseWhoMustWait(wait, 'Too many calls')
  return caller
}
