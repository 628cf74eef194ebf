import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { remindAllAgain } from '../store.ts'
import { requestSettings, type SettingProblem, settingProblems } from './model.ts'
import { readSavedSettings, writeRequestSettings } from './store.ts'

/** What the page sends: the settings as they were typed, and which revision staff saw. */
export const typedSettings = z.object({ revision: z.int().min(0), settings: z.looseObject({}) })

export type RequestSettingsSaved =
  | { ok: true; revision: number }
  | { ok: false; reason: 'changed_since' }
  | { ok: false; reason: 'refused'; problems: Record<string, SettingProblem> }

export async function saveRequestSettings(
  tx: ShopTransaction,
  { revision, settings }: z.infer<typeof typedSettings>,
  staffId: string,
): Promise<RequestSettingsSaved> {
  const parsed = requestSettings.safeParse(settings)
  if (!parsed.success) return { ok: false, reason: 'refused', problems: settingProblems(parsed.error) }
  const before = await readSavedSettings(tx)
  const by = { updatedAt: clock.now(), updatedBy: staffId }
  const isSaved = await writeRequestSettings(tx, { settings: parsed.data, revision }, by)
  if (!isSaved) return { ok: false, reason: 'changed_since' }
  // Reminders that were not due before may be due now.
  if (String(before.settings.remindAtPercent) !== String(parsed.data.remindAtPercent))
    await remindAllAgain(tx, by.updatedAt)
  return { ok: true, revision: revision + 1 }
}
