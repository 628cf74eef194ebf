import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { COLLECTIONS } from '../entries.ts'
import { register as registerSchema } from '../model.ts'
import { lockDraft } from '../versions/store.ts'
import type { EntryKind } from '../words.ts'
import { writeEdited } from './store.ts'

/**
 * Moves an entry one place up (-1) or down (+1) among those of its kind, which is the order of the policy. False when
 * it does not exist, or is already first or last.
 */
export async function moveEntry(
  tx: ShopTransaction,
  { kind, id, by }: { kind: EntryKind; id: string; by: -1 | 1 },
  staffId: string,
): Promise<boolean> {
  const draft = await lockDraft(tx)
  if (!draft) return false
  const before = draft.register
  const name = COLLECTIONS[kind]
  const entries: unknown[] = [...before[name]]
  const from = before[name].findIndex((entry) => entry.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= entries.length) return false
  const [moved] = entries.splice(from, 1)
  entries.splice(to, 0, moved)
  const after = registerSchema.parse({ ...before, [name]: entries })
  await writeEdited(tx, { before, after, by: staffId, at: clock.now() })
  return true
}
