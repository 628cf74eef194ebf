import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'

/** The shop opened Kept: for the first time, again after it had removed it, or just again. */
export async function noteInstalled(tx: ShopTransaction): Promise<void> {
  const now = clock.now()
  await tx.$executeRaw`
    INSERT INTO installations (shop, installed_at) VALUES (${tx.shop}, ${now})
    ON CONFLICT (shop) DO UPDATE SET
      installed_at = CASE WHEN installations.uninstalled_at IS NULL THEN installations.installed_at ELSE ${now} END,
      uninstalled_at = NULL`
}

/**
 * The shop removed the app: its tokens are worthless and go. A webhook about an earlier removal that arrives after the
 * shop came back changes nothing. Returns the number of sessions removed.
 */
export async function noteUninstalled(tx: ShopTransaction, at: Date): Promise<number> {
  const returned = await tx.installation.count({ where: { installedAt: { gt: at } } })
  if (returned) return 0
  await tx.installation.updateMany({ where: { uninstalledAt: null }, data: { uninstalledAt: at } })
  const { count } = await tx.session.deleteMany({ where: { shop: tx.shop } })
  return count
}

/** Since when the shop has Kept installed, as far as Kept knows; null when it has not. */
export async function installedSince(tx: ShopTransaction): Promise<Date | null> {
  const found = await tx.installation.findFirst({ where: { uninstalledAt: null }, select: { installedAt: true } })
  return found?.installedAt ?? null
}

/** Whether the shop has, or had, Kept installed; not once everything of it was erased. */
export async function isKnownShop(tx: ShopTransaction): Promise<boolean> {
  return (await tx.installation.count()) > 0
}

/** The shop has not installed Kept, or removed it: nothing of its storefront is taken. */
export class NotInstalled extends Error {
  override name = 'NotInstalled'

  constructor() {
    super('The shop has not installed Kept')
  }
}

/**
 * What is stored in this transaction is stored for a shop that has Kept installed, and erasing the shop waits for it.
 * @throws NotInstalled
 */
export async function requireInstalled(tx: ShopTransaction): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM installations WHERE shop = ${tx.shop} AND uninstalled_at IS NULL FOR KEY SHARE`
  if (rows.length === 0) throw new NotInstalled()
}

/** The merchant granted or took back access scopes. Returns the number of sessions that now say so. */
export async function noteScopes(tx: ShopTransaction, current: readonly string[]): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { shop: tx.shop, isOnline: false },
    data: { scope: current.join(',') },
  })
  return count
}
