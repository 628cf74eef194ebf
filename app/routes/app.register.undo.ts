import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { baseOfEdit, LIMITS, MAX_ID, MAX_UNDO_BYTES, PART_KINDS, undoEdits } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const body = z.object({
  edits: z
    .array(
      z.object({
        kind: z.enum(PART_KINDS),
        id: z.string().max(MAX_ID).nullable(),
        base: baseOfEdit,
        value: z.looseObject({}).nullable(),
        at: z
          .int()
          .min(-1)
          .max(Math.max(...Object.values(LIMITS)))
          .optional(),
      }),
    )
    .max(2_000),
})

/** Restores what was removed or discarded, where nobody changed it since. */
export async function action({ request }: ActionFunctionArgs) {
  const { inShop, id } = await asStaff(request)
  const asked = body.safeParse(await readJson(request, MAX_UNDO_BYTES))
  if (!asked.success) throw data(null, { status: 400 })
  const changed = await inShop((tx) => undoEdits(tx, asked.data.edits, id))
  return { undone: changed.ok }
}
