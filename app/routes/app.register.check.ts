import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { checkForm, dayOf, MAX_ENTRY_BYTES, MAX_ID, PART_KINDS, readDraft } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const about = z.object({ kind: z.enum(PART_KINDS), id: z.string().max(MAX_ID) })
const body = z.object({ value: z.looseObject({}) })

/** What is wrong with a form as it is typed. Saves nothing. */
export async function action({ request }: ActionFunctionArgs) {
  const { inShop } = await asStaff(request)
  const asked = about.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const typed = body.safeParse(await readJson(request, MAX_ENTRY_BYTES))
  const draft = await inShop(readDraft)
  if (!asked.success || !typed.success || !draft) throw data(null, { status: 400 })
  const form = { kind: asked.data.kind, id: asked.data.id || null, value: typed.data.value }
  return Response.json(checkForm(draft.register, form, { language: staffLanguage(request), today: dayOf(clock.now()) }))
}
