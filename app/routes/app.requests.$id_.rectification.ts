import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { actOnRectification, type RectificationResult, rectificationAct, whoAsks } from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const requestId = z.uuid()
/** A statement, or the values of an address; each character may take several bytes. */
const MAX_BYTES = 64 * 1024

/** What staff do about the rectification of a request. */
export async function action({ request, params }: ActionFunctionArgs): Promise<RectificationResult> {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const [id, act] = [requestId.safeParse(params.id), rectificationAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    return inShop(async (tx) => {
      shows(await whoAsks(tx, [id.data]))
      return actOnRectification(tx, id.data, act.data, staffId)
    })
  })
}
