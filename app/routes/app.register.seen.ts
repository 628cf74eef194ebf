import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { clock } from '../platform/clock.ts'
import { declareSeen, dismiss, MOST_SEEN, trackerName, undoDismiss } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const names = z.array(trackerName).min(1).max(MOST_SEEN)
const asked = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('declare'), names: z.array(trackerName).length(1) }),
  z.object({ intent: z.literal('ignore'), names }),
  z.object({ intent: z.literal('bring_back'), names }),
])
const MAX_BYTES = 500_000

/** What staff decide about a tracker that the storefront reported. */
export async function action({ request }: ActionFunctionArgs) {
  const { inShop, id: staffId } = await asStaff(request)
  const body = asked.safeParse(await readJson(request, MAX_BYTES))
  if (!body.success) throw data(null, { status: 400 })
  const { intent, names } = body.data
  return inShop(async (tx) => {
    if (intent === 'ignore') return { intent, names, done: (await dismiss(tx, names, clock.now())) > 0 }
    if (intent === 'bring_back') await undoDismiss(tx, names)
    const saved = intent === 'declare' ? await declareSeen(tx, names[0] ?? '', staffId) : null
    return { intent, names, done: intent === 'bring_back' || saved?.ok === true }
  })
}
