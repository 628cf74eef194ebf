import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { actForStaff, type ErasureActResult, erasureAct, MAX_NOTE, readErasureOf, whoAsks } from '../requests/index.ts'
import { INTERACTIVE } from '../shopify/calls.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const requestId = z.uuid()
const MAX_BYTES = 4 * MAX_NOTE + 1_000

/** What staff do about the erasure of a request. */
export async function action({ request, params }: ActionFunctionArgs): Promise<ErasureActResult> {
  return asStaffWithCustomerData({ request, params }, async ({ shop, admin, id: staffId, inShop, shows }) => {
    const [id, act] = [requestId.safeParse(params.id), erasureAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    const { people, erasure } = await inShop(async (tx) => ({
      people: await whoAsks(tx, [id.data]),
      erasure: await readErasureOf(tx, id.data),
    }))
    shows(people)
    const client = { admin, retryPolicy: INTERACTIVE }
    return actForStaff({ shop, staffId, client }, { id: erasure?.id ?? null, requestId: id.data }, act.data)
  })
}
