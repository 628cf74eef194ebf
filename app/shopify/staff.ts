import type { LoaderFunctionArgs } from '@remix-run/node'
import { logAccess, routeOf } from '../platform/access-log.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import type { AdminApi } from './admin.ts'
import { statusOf } from './answered.ts'
import { authenticate } from './shopify.server.ts'
import { learnStaffName } from './staff-names/learn.ts'

/** A member of a shop's staff who has the app open, authenticated by Shopify's session token. */
export interface Staff {
  shop: ShopDomain
  /** Shopify's id of the member of staff. */
  id: string
  admin: AdminApi
  /** Runs in a transaction that sees only this shop's rows. */
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** A member of staff on a page with customer data. */
export interface StaffWithCustomerData extends Staff {
  /** Notes for the access log whom the page shows, or what is done is about: subjects; null is nobody. */
  shows(people: readonly (string | null | undefined)[]): void
}

const UNKNOWN_STAFF = 'unknown'

/** Authenticates the request, or throws the redirect of Shopify's library. */
export async function asStaff(request: Request): Promise<Staff> {
  const { admin, session, sessionToken } = await authenticate.admin(request)
  const shop = shopDomain.parse(session.shop)
  const id = sessionToken.sub ?? UNKNOWN_STAFF
  void learnStaffName({ shop, id, request })
  return { shop, id, admin, inShop: (work) => forShop(shop, work) }
}

/**
 * For pages and actions with customer data: like `asStaff`, with a line in the access log, whatever the result. If the
 * line cannot be written, the page is not shown.
 */
export async function asStaffWithCustomerData<T>(
  { request, params }: Pick<LoaderFunctionArgs, 'request' | 'params'>,
  work: (staff: StaffWithCustomerData) => Promise<T>,
): Promise<T> {
  const staff = await asStaff(request)
  const people: string[] = []
  const shows: StaffWithCustomerData['shows'] = (shown) => void people.push(...shown.filter((one) => one != null))
  const route = routeOf(request.url, params)
  const access = { shop: staff.shop, staffId: staff.id, method: request.method, route, people }
  let result: T
  try {
    result = await work({ ...staff, shows })
  } catch (thrown) {
    await logAccess({ ...access, status: statusOf(thrown) ?? 500 }).catch((err) =>
      log.error({ err }, 'an access could not be logged'),
    )
    throw thrown
  }
  await logAccess({ ...access, status: statusOf(result) ?? 200 })
  return result
}
