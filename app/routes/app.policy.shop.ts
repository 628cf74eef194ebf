import type { LoaderFunctionArgs } from '@remix-run/node'
import { inspectShop } from '../policy/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'

/** What the shop shows now. Asked for by the page once it is there: Shopify may take its time. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await asStaff(request)
  try {
    return { ok: true as const, look: await inspectShop(staff) }
  } catch (error) {
    if (error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal) return { ok: false as const }
    throw error
  }
}
