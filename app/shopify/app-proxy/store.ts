import type { ShopTransaction } from '../../platform/db.ts'
import { DEFAULT_PROXY_PATH } from './words.ts'

/** Where the app proxy was when Shopify signed a call. */
export interface SeenProxyPath {
  path: string
  signedAt: Date
}

/** The path that the shop's calls named last; null before the first call. */
export async function seenProxyPath(tx: ShopTransaction): Promise<string | null> {
  return (await find(tx))?.proxyPath ?? null
}

/** The path that the shop's calls name, and since when; null before the first call. */
export async function seenSince(tx: ShopTransaction): Promise<SeenProxyPath | null> {
  const found = await find(tx)
  return found?.proxyPath && found.proxyPathSince ? { path: found.proxyPath, signedAt: found.proxyPathSince } : null
}

/** The path for links: where the shop's calls come from, or the one that the app declares. */
export const proxyPathOf = async (tx: ShopTransaction): Promise<string> =>
  (await seenProxyPath(tx)) ?? DEFAULT_PROXY_PATH

/** Stores the path unless a newer call named another one. Returns whether links must follow. */
export async function noteProxyPath(tx: ShopTransaction, { path, signedAt }: SeenProxyPath): Promise<boolean> {
  const found = await find(tx)
  if (!found || found.proxyPath === path) return false
  const { proxyPath, proxyPathSince } = found
  if (proxyPathSince && proxyPathSince > signedAt) return false
  const { count } = await tx.installation.updateMany({
    where: { uninstalledAt: null, proxyPath },
    data: { proxyPath: path, proxyPathSince: signedAt },
  })
  return count > 0 && path !== (proxyPath ?? DEFAULT_PROXY_PATH)
}

const find = (tx: ShopTransaction) =>
  tx.installation.findFirst({
    where: { uninstalledAt: null },
    select: { proxyPath: true, proxyPathSince: true },
  })
