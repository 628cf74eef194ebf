import type { LoaderFunctionArgs } from '@remix-run/node'
import { inspectShop } from '../policy/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'

/** What the shop shows now. The page asks for it after loading, because Shopify may take a while. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await asStaff(request)
  try {
    return { ok: true as const, look: await inspectShop(staff) }
  } catch (error) {
    if (error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal) return { ok: false as const }
    throw error
  }
}
