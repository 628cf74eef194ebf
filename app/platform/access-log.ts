import { v7 as uuidv7 } from 'uuid'
import { clock } from './clock.ts'
import { forShop, type ShopTransaction } from './db.ts'
import type { ShopDomain } from './shop-domain.ts'

/** One request of a member of staff that touched customer data. */
export interface Access {
  shop: ShopDomain
  /** Shopify's id of the staff member, from the session token. */
  staffId: string
  method: string
  /** The path without its query: queries can hold what somebody searched for. */
  route: string
  /** HTTP status that was answered; 500 when it failed. */
  status: number
}

export async function logAccess(access: Access): Promise<void> {
  await forShop(access.shop, (tx) => tx.accessLogEntry.create({ data: { ...access, id: uuidv7(), at: clock.now() } }))
}

export interface AccessLogRow {
  id: string
  staffId: string
  method: string
  route: string
  status: number
  at: Date
}

export function listAccesses(tx: ShopTransaction, size: number): Promise<AccessLogRow[]> {
  return tx.accessLogEntry.findMany({
    select: { id: true, staffId: true, method: true, route: true, status: true, at: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: size,
  })
}
