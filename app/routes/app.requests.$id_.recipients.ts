import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { actOnTask, noticeText, taskAct } from '../recipients/index.ts'
import { settleObjection, whoAsks } from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const asked = z.object({ id: z.uuid(), task: z.uuid() })

/** The text of a notice, for staff to send themselves. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const named = asked.safeParse({ id: params.id, task: new URL(request.url).searchParams.get('task') })
    if (!named.success) throw data(null, { status: 404 })
    const { id, task } = named.data
    shows(await inShop((tx) => whoAsks(tx, [id])))
    return { written: await inShop((tx) => noticeText(tx, { requestId: id }, task)) }
  })
}

const MAX_BYTES = 10_000

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const [id, act] = [z.uuid().safeParse(params.id), taskAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    shows(await inShop((tx) => whoAsks(tx, [id.data])))
    return inShop(async (tx) => {
      const done = await actOnTask(tx, { requestId: id.data }, act.data, staffId)
      // The last one that was left may have been it.
      await settleObjection(tx, id.data)
      return done
    })
  })
}
