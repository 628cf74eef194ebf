import type { ActionFunctionArgs } from '@remix-run/node'
import { readBytes } from '../platform/body.ts'
import { MAX_ORIGINAL_BYTES, type ReadMail, readMail } from '../requests/index.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

/** What the saved e-mail says that staff dropped on the page; nothing is stored. Null when it is no e-mail. */
export async function action({ request, params }: ActionFunctionArgs): Promise<{ mail: ReadMail | null }> {
  return asStaffWithCustomerData({ request, params }, async ({ admin }) => {
    const file = await readBytes(request, MAX_ORIGINAL_BYTES)
    return { mail: await readMail(file, await readTimeZone(admin)) }
  })
}
