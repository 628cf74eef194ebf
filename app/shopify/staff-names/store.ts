import type { ShopTransaction } from '../../platform/db.ts'
import { distinctNames, MOST_NAMES, type StaffNames } from './model.ts'

interface StaffMember {
  id: string
  name: string
  /** When Shopify said the name. */
  seenAt: Date
}

/** Everybody whose name the shop's pages can show. */
export async function staffNames(tx: ShopTransaction): Promise<StaffNames> {
  return distinctNames(
    await tx.staffMember.findMany({ select: { id: true, name: true }, orderBy: { id: 'asc' }, take: MOST_NAMES }),
  )
}

export const nameSeenAt = async (tx: ShopTransaction, id: string): Promise<Date | null> =>
  (await tx.staffMember.findUnique({ where: { shop_id: { shop: tx.shop, id } }, select: { seenAt: true } }))?.seenAt ??
  null

/** Stores the name, and forgets those beyond the limit that were not seen for the longest. */
export async function storeName(tx: ShopTransaction, { id, ...seen }: StaffMember): Promise<void> {
  await tx.staffMember.upsert({
    where: { shop_id: { shop: tx.shop, id } },
    create: { shop: tx.shop, id, ...seen },
    update: seen,
  })
  const old = await tx.staffMember.findMany({
    orderBy: [{ seenAt: 'desc' }, { id: 'asc' }],
    skip: MOST_NAMES,
    select: { id: true },
  })
  if (old.length > 0) await tx.staffMember.deleteMany({ where: { id: { in: old.map((one) => one.id) } } })
}
