import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { STAFF_LANGUAGES } from '../platform/i18n.ts'
import { readErasureProof } from '../requests/index.ts'
import { asStaff } from '../shopify/staff.ts'

const asked = z.object({
  erasureId: z.uuid(),
  version: z.coerce.number().int().min(1).max(1_000),
  as: z.enum(['json', 'html']),
  language: z.enum(STAFF_LANGUAGES),
})

const TYPES = { html: 'text/html', json: 'application/json' } as const

/** A version of the proof of an erasure, as a file. It names nobody. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const wanted = asked.safeParse({
    erasureId: params.id,
    ...Object.fromEntries(new URL(request.url).searchParams),
  })
  const file = wanted.success ? await inShop((tx) => readErasureProof(tx, wanted.data)) : null
  if (!wanted.success || !file) throw data(null, { status: 404 })
  return new Response(file.content, {
    headers: {
      'content-type': `${TYPES[wanted.data.as]}; charset=utf-8`,
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'no-store',
    },
  })
}
