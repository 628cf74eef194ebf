import { type ActionFunctionArgs, data } from '@remix-run/node'
import { readJson } from '../platform/body.ts'
import { type AssignResult, assignment, assignRequests, whoAsks } from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const MAX_BYTES = 4_000

export async function action({ request, params }: ActionFunctionArgs): Promise<AssignResult> {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const sent = assignment.safeParse(await readJson(request, MAX_BYTES))
    if (!sent.success) throw data(null, { status: 400 })
    return inShop(async (tx) => {
      shows(await whoAsks(tx, sent.data.ids))
      return assignRequests(tx, sent.data, staffId)
    })
  })
}
