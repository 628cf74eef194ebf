import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { mailTextOf, whoAsks } from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const asked = z.object({ id: z.uuid(), mail: z.uuid() })

/** The text of a mail that did not reach the person, for staff to send in another way. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop, shows }) => {
    const named = asked.safeParse({ id: params.id, mail: new URL(request.url).searchParams.get('mail') })
    if (!named.success) throw data(null, { status: 404 })
    const { id, mail } = named.data
    shows(await inShop((tx) => whoAsks(tx, [id])))
    return { written: await inShop((tx) => mailTextOf(tx, id, mail)) }
  })
}
