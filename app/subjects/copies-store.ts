import { z } from 'zod'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'

const due = z.object({ shop: shopDomain })

/** The shops whose remembered erasures are to be compared with their copy at Shopify: by time, or for the first time since `started`. */
export async function dueCopies(by: Date, started: Date, most: number): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT shop FROM erasure_copies_due(${by}, ${started}, ${most}::int)`
  return rows.map((row) => due.parse(row).shop)
}

/** Claims the next comparison: what is erased meanwhile makes another one due. */
export async function noteCopyTried(tx: ShopTransaction, triedAt: Date, nextAt: Date): Promise<void> {
  await tx.erasureCopy.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, nextAt, triedAt },
    update: { nextAt, triedAt },
  })
}

export async function setNextCopy(tx: ShopTransaction, nextAt: Date): Promise<void> {
  await tx.erasureCopy.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, nextAt, triedAt: nextAt },
    update: { nextAt },
  })
}
