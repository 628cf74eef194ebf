import type { ShopTransaction } from '../../platform/db.ts'
import { DEFAULT_REQUEST_SETTINGS, type RequestSettings, requestSettings } from './model.ts'

export interface SavedRequestSettings {
  settings: RequestSettings
  /** 0 before the first save. */
  revision: number
}

export async function readSavedSettings(tx: ShopTransaction): Promise<SavedRequestSettings> {
  const row = await tx.requestSettings.findUnique({ where: { shop: tx.shop } })
  if (!row) return { settings: DEFAULT_REQUEST_SETTINGS, revision: 0 }
  return { settings: requestSettings.parse(row.content), revision: row.revision }
}

/** How the shop works on requests; the defaults before staff chose. */
export const readRequestSettings = async (tx: ShopTransaction): Promise<RequestSettings> =>
  (await readSavedSettings(tx)).settings

/** Saves over the revision that staff saw. False when a colleague was faster. */
export async function writeRequestSettings(
  tx: ShopTransaction,
  { settings, revision }: SavedRequestSettings,
  by: { updatedAt: Date; updatedBy: string },
): Promise<boolean> {
  if (revision === 0) {
    const { count } = await tx.requestSettings.createMany({
      data: [{ shop: tx.shop, content: settings, revision: 1, ...by }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const { count } = await tx.requestSettings.updateMany({
    where: { revision },
    data: { content: settings, revision: { increment: 1 }, ...by },
  })
  return count === 1
}
