import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import {
  actOnIdentity,
  type IdentityResult,
  identityAct,
  MAX_NOTE,
  readProof,
  readRequest,
  whoAsks,
} from '../requests/index.ts'
import type { AdminApi } from '../shopify/admin.ts'
import { readCustomerPhone } from '../shopify/customers.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const named = z.object({ id: z.uuid(), proof: z.uuid() })

const EXTENSIONS = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const

/** A proof of identity, as a file: what a stranger sent is never a page of the app's, whatever is in it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const asked = named.safeParse({ id: params.id, proof: new URL(request.url).searchParams.get('proof') })
    const found = asked.success
      ? await inShop((tx) => readProof(tx, { id: asked.data.proof, requestId: asked.data.id }))
      : null
    if (!asked.success || !found) throw data(null, { status: 404 })
    shows(await inShop((tx) => whoAsks(tx, [asked.data.id])))
    return new Response(new Uint8Array(found.file), {
      headers: {
        'content-type': found.type,
        'content-disposition': `attachment; filename="proof-${asked.data.proof}.${EXTENSIONS[found.type]}"`,
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  })
}

const MAX_BYTES = 4 * MAX_NOTE + 1_000

export async function action({ request, params }: ActionFunctionArgs): Promise<IdentityResult> {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, admin, inShop, shows }) => {
    const [id, act] = [z.uuid().safeParse(params.id), identityAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    shows(await inShop((tx) => whoAsks(tx, [id.data])))
    const detail = act.data.act === 'call_back' ? await inShop((tx) => readRequest(tx, id.data)) : null
    const numberAtShopify = await phoneOf(admin, detail?.person.find(({ kind }) => kind === 'customer_id')?.value)
    return inShop((tx) => actOnIdentity(tx, id.data, act.data, { staffId, numberAtShopify }))
  })
}

/** Where Shopify does not say, a number of the request's own is no proof. */
const phoneOf = (admin: AdminApi, customerId: string | undefined): Promise<string | null> =>
  customerId === undefined ? Promise.resolve(null) : readCustomerPhone(admin, customerId).catch(() => null)
