import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { actOnObjection, type ObjectionActResult, objectionAct, whoAsks } from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const requestId = z.uuid()
const MAX_BYTES = 1_000

/** What staff do about an objection. */
export async function action({ request, params }: ActionFunctionArgs): Promise<ObjectionActResult> {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const [id, act] = [requestId.safeParse(params.id), objectionAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    return inShop(async (tx) => {
      shows(await whoAsks(tx, [id.data]))
      return actOnObjection(tx, id.data, act.data, staffId)
    })
  })
}
