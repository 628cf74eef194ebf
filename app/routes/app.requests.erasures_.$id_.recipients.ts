import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { actOnTask, noticeText, taskAct } from '../recipients/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const asked = z.object({ id: z.uuid(), task: z.uuid() })

/** The text of a notice about somebody whom Kept has forgotten: only the task still knows them, until it ends. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const named = asked.safeParse({ id: params.id, task: new URL(request.url).searchParams.get('task') })
    if (!named.success) throw data(null, { status: 404 })
    const { id, task } = named.data
    shows([])
    return { written: await inShop((tx) => noticeText(tx, { occasionId: id }, task)) }
  })
}

const MAX_BYTES = 10_000

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const [id, act] = [z.uuid().safeParse(params.id), taskAct.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !act.success) throw data(null, { status: 400 })
    shows([])
    return inShop((tx) => actOnTask(tx, { occasionId: id.data }, act.data, staffId))
  })
}
