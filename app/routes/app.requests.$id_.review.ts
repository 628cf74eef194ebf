import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { actOnReview, MAX_NOTE, type ReviewActResult, reviewAct, whoAsks } from '../requests/index.ts'
import { INTERACTIVE } from '../shopify/calls.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const requestId = z.uuid()
const MAX_BYTES = 4 * MAX_NOTE + 1_000

/** What staff do in the review of a decision that a machine made. */
export async function action({ request, params }: ActionFunctionArgs): Promise<ReviewActResult> {
  return asStaffWithCustomerData({ request, params }, async ({ shop, admin, id: staffId, inShop, shows }) => {
    const [id, act] = [requestId.safeParse(params.id), reviewAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    shows(await inShop((tx) => whoAsks(tx, [id.data])))
    return actOnReview({ shop, staffId, client: { admin, retryPolicy: INTERACTIVE } }, id.data, act.data)
  })
}
