import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readOriginal, whoAsks } from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

/** The e-mail with which a request came, as a file: what somebody sent is never shown as a page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const id = z.uuid().safeParse(params.id)
    const original = id.success ? await inShop((tx) => readOriginal(tx, id.data)) : null
    if (!id.success || !original) throw data(null, { status: 404 })
    shows(await inShop((tx) => whoAsks(tx, [id.data])))
    return new Response(new Uint8Array(original), {
      headers: {
        'content-type': 'message/rfc822',
        'content-disposition': `attachment; filename="request-${id.data}.eml"`,
        'cache-control': 'no-store',
      },
    })
  })
}
