import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueueBannerPublication } from '../enqueue.ts'
import { checkSettings } from './check.ts'
import { type SettingFinding, settingErrors } from './judge.ts'
import { type BannerSettings, withoutEmptyTexts } from './model.ts'
import { lockSettings, writeSettings } from './store.ts'

export type SettingsSaved =
  | { ok: true; revision: number; settings: BannerSettings }
  /** A colleague has saved since: their settings are returned, and the form keeps what was typed. */
  | { ok: false; reason: 'changed_since'; revision: number; settings: BannerSettings }
  | { ok: false; reason: 'refused'; findings: SettingFinding[] }

/** Saves the banner's settings and enqueues a publication. `revision` is the revision that staff edited. */
export async function saveSettings(
  tx: ShopTransaction,
  { typed, revision }: { typed: unknown; revision: number },
  staffId: string,
): Promise<SettingsSaved> {
  const { settings, findings } = checkSettings(typed)
  const refused = settingErrors(findings)
  if (!settings || refused.length > 0) return { ok: false, reason: 'refused', findings: refused }
  const saved = await lockSettings(tx)
  if (saved.revision !== revision) {
    return { ok: false, reason: 'changed_since', revision: saved.revision, settings: saved.settings }
  }
  const tidied = withoutEmptyTexts(settings)
  const next = await writeSettings(tx, { settings: tidied, updatedAt: clock.now(), updatedBy: staffId })
  await enqueueBannerPublication(tx)
  return { ok: true, revision: next, settings: tidied }
}
