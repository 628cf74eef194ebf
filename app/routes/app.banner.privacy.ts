import type { LoaderFunctionArgs } from '@remix-run/node'
import { readShopifyPrivacy } from '../banner/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { asStaff } from '../shopify/staff.ts'

/** Reads Shopify's banner and regions. The page asks for it after loading, because it may take a while. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { admin } = await asStaff(request)
  try {
    return { ok: true as const, ...(await readShopifyPrivacy(admin)) }
  } catch (error) {
    if (error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal) return { ok: false as const }
    throw error
  }
}
