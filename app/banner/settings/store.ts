import type { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import { type BannerSettings, bannerSettings, DEFAULT_SETTINGS } from './model.ts'

export interface SavedSettings {
  settings: BannerSettings
  /** 0 before the first save. */
  revision: number
  updatedAt: Date | null
  /** Shopify's id of the member of staff who saved last. */
  updatedBy: string | null
}

export async function readSettings(tx: ShopTransaction): Promise<SavedSettings> {
  const row = await tx.bannerSettings.findUnique({ where: { shop: tx.shop } })
  if (!row) return { settings: DEFAULT_SETTINGS, revision: 0, updatedAt: null, updatedBy: null }
  const { content, revision, updatedAt, updatedBy } = row
  return { settings: bannerSettings.parse(content), revision, updatedAt, updatedBy }
}

/** Reads the settings and locks them: another save waits until this transaction ends. */
export async function lockSettings(tx: ShopTransaction): Promise<SavedSettings> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('banner_settings:' || ${tx.shop}, 0))`
  return readSettings(tx)
}

/** Saves over what `lockSettings` read in the same transaction. Returns the new revision. */
export async function writeSettings(
  tx: ShopTransaction,
  saved: { settings: BannerSettings; updatedAt: Date; updatedBy: string },
): Promise<number> {
  const { settings, ...by } = saved
  const content: Prisma.InputJsonValue = settings
  const { revision } = await tx.bannerSettings.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, content, revision: 1, ...by },
    update: { content, revision: { increment: 1 }, ...by },
    select: { revision: true },
  })
  return revision
}
