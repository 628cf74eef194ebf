import type { LoaderFunctionArgs } from '@remix-run/node'
import { logAccess, routeOf } from '../platform/access-log.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import type { AdminApi } from './admin.ts'
import { statusOf } from './answered.ts'
import { authenticate } from './shopify.server.ts'

/** A member of a shop's staff with the app open, proved by Shopify's session token. */
export interface Staff {
  shop: ShopDomain
  /** Shopify's id of the member of staff. */
  id: string
  admin: AdminApi
  /** Runs in a transaction that sees this shop's rows only. */
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** Authenticates; throws the redirect or bounce that Shopify's library answers with otherwise. */
export async function asStaff(request: Request): Promise<Staff> {
  const { admin, session, sessionToken } = await authenticate.admin(request)
  const shop = shopDomain.parse(session.shop)
  return { shop, id: sessionToken.sub ?? 'unknown', admin, inShop: (work) => forShop(shop, work) }
}

/**
 * For pages and actions that touch customer data: like `asStaff`, and one line in the access log, whatever comes of it.
 * If the line cannot be written the page is not shown.
 */
export async function asStaffWithCustomerData<T>(
  { request, params }: Pick<LoaderFunctionArgs, 'request' | 'params'>,
  work: (staff: Staff) => Promise<T>,
): Promise<T> {
  const staff = await asStaff(request)
  const route = routeOf(request.url, params)
  const access = { shop: staff.shop, staffId: staff.id, method: request.method, route }
  let result: T
  try {
    result = await work(staff)
  } catch (thrown) {
    await logAccess({ ...access, status: statusOf(thrown) ?? 500 }).catch((err) =>
      log.error({ err }, 'an access could not be logged'),
    )
    throw thrown
  }
  await logAccess({ ...access, status: statusOf(result) ?? 200 })
  return result
}
