import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { EntryRef } from '../entries.ts'
import { keyOfPart, suggestedParts, withConfirmed } from '../suggested.ts'
import { lockDraft } from '../versions/store.ts'
import { writeEdited } from './store.ts'

/**
 * Notes that a member of staff confirmed parts of the draft as they stand: they are what the policy may say. Parts that
 * are confirmed already, or gone, change nothing. Gives how many are left to confirm; null when there is no draft.
 */
export async function confirmParts(
  tx: ShopTransaction,
  parts: readonly EntryRef[],
  staffId: string,
): Promise<{ left: number } | null> {
  const draft = await lockDraft(tx)
  if (!draft) return null
  const wanted = new Set(parts.map(keyOfPart))
  const before = draft.register
  const confirmed = suggestedParts(before).filter((part) => wanted.has(keyOfPart(part)))
  const after = withConfirmed(before, confirmed)
  if (confirmed.length > 0) await writeEdited(tx, { before, after, confirmed, by: staffId, at: clock.now() })
  return { left: suggestedParts(after).length }
}
