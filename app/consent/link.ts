import { z } from 'zod'
import { forShop } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { identifiersOf, linkVisitor, type VisitorId, visitorSubject } from '../subjects/index.ts'
import { followUpRefusals } from './marketing/follow-up.ts'
import { visitorId } from './model.ts'

/** What the banner sends when a customer signs in after choosing: the random id that their browser keeps. */
export const introduction = z.strictObject({ visitor: visitorId })

/**
 * Links the visitor and the customer (Shopify's id) as one person: the newest choice of either counts for both, and the
 * visitor's refusals are followed up at Shopify. Running it again changes nothing.
 */
export async function linkToCustomer(shop: ShopDomain, visitor: VisitorId, customerId: string): Promise<void> {
  await forShop(shop, async (tx) => {
    await requireInstalled(tx)
    const subject = visitorSubject(shop, visitor)
    const isLinked = await linkVisitor(tx, subject, identifiersOf({ id: customerId }))
    if (isLinked) await followUpRefusals(tx, [subject])
  })
}
