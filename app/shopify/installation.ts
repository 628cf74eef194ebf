import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { onTransaction, type RunSql } from '../platform/sql.ts'

/** Records that the shop opened Kept: for the first time, after a new installation, or as usual. */
export async function noteInstalled(tx: ShopTransaction): Promise<void> {
  const now = clock.now()
  await tx.$executeRaw`
    INSERT INTO installations (shop, installed_at) VALUES (${tx.shop}, ${now})
    ON CONFLICT (shop) DO UPDATE SET
      installed_at = CASE WHEN installations.uninstalled_at IS NULL THEN installations.installed_at ELSE ${now} END,
      proxy_path = CASE WHEN installations.uninstalled_at IS NULL THEN installations.proxy_path END,
      proxy_path_since = CASE WHEN installations.uninstalled_at IS NULL THEN installations.proxy_path_since END,
      uninstalled_at = NULL`
}

/**
 * The shop removed the app: its worthless tokens are deleted. A late webhook about an earlier removal changes nothing.
 * Returns the number of deleted sessions.
 */
export async function noteUninstalled(tx: ShopTransaction, at: Date): Promise<number> {
  const returned = await tx.installation.count({ where: { installedAt: { gt: at } } })
  if (returned) return 0
  await tx.installation.updateMany({ where: { uninstalledAt: null }, data: { uninstalledAt: at } })
  const { count } = await tx.session.deleteMany({ where: { shop: tx.shop } })
  return count
}

/** Since when the shop has Kept installed, as far as Kept knows; null when it does not. */
export async function installedSince(tx: ShopTransaction): Promise<Date | null> {
  const found = await tx.installation.findFirst({ where: { uninstalledAt: null }, select: { installedAt: true } })
  return found?.installedAt ?? null
}

/** Stores the time zone of the shop's admin, such as Europe/Paris, for work that cannot ask Shopify. */
export async function noteTimeZone(tx: ShopTransaction, timeZone: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE installations SET time_zone = ${timeZone} WHERE shop = ${tx.shop} AND time_zone IS DISTINCT FROM ${timeZone}`
}

/** The time zone that the shop's admin said last; UTC before staff have opened Kept. */
export async function lastTimeZone(tx: ShopTransaction): Promise<string> {
  const found = await tx.installation.findFirst({ select: { timeZone: true } })
  return found?.timeZone ?? 'UTC'
}

/** Whether the shop has or had Kept installed; false once everything of it was erased. */
export async function isKnownShop(tx: ShopTransaction): Promise<boolean> {
  return (await tx.installation.count()) > 0
}

/** The shop has not installed Kept, or removed it: nothing from its storefront is accepted. */
export class NotInstalled extends Error {
  override name = 'NotInstalled'

  constructor() {
    super('The shop has not installed Kept')
  }
}

/**
 * Requires an installation for what this transaction stores. An erasure of the shop waits for the transaction.
 *
 * @throws NotInstalled
 */
export const requireInstalled = (tx: ShopTransaction): Promise<void> => requireInstalledBy(onTransaction(tx), tx.shop)

const INSTALLED = 'SELECT 1 FROM installations WHERE shop = $1 AND uninstalled_at IS NULL FOR KEY SHARE'

/** The same in a transaction of either client. */
export async function requireInstalledBy(run: RunSql, shop: ShopDomain): Promise<void> {
  const rows = await run(INSTALLED, [shop])
  if (rows.length === 0) throw new NotInstalled()
}

/** The merchant granted or revoked access scopes. Returns the number of updated sessions. */
export async function noteScopes(tx: ShopTransaction, current: readonly string[]): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { shop: tx.shop, isOnline: false },
    data: { scope: current.join(',') },
  })
  return count
}
