import type { LoaderFunctionArgs } from '@remix-run/node'
import { readShopifyPrivacy } from '../banner/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'

/** What Shopify says of its own banner and of the regions. Asked for once the page is there: it may take its time. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { admin } = await asStaff(request)
  try {
    return { ok: true as const, ...(await readShopifyPrivacy(admin)) }
  } catch (error) {
    if (error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal) return { ok: false as const }
    throw error
  }
}
