import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { IMPORT_PORTION_BYTES, takePortion } from '../consent/index.ts'
import { readBytes } from '../platform/body.ts'
import { asStaff } from '../shopify/staff.ts'

const asked = z.object({ id: z.uuid(), position: z.coerce.number().int().min(0).max(100_000) })

/** A portion of the file that staff import. 409: it does not belong there, or the import is over. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const { inShop } = await asStaff(request)
  const place = asked.safeParse({ id: params.id, position: new URL(request.url).searchParams.get('position') })
  if (!place.success) throw data(null, { status: 400 })
  const content = await readBytes(request, IMPORT_PORTION_BYTES)
  const { id, position: number } = place.data
  const taken = await inShop((tx) => takePortion(tx, { id, number, content }))
  return Response.json(taken, { status: taken.ok ? 200 : 409 })
}
