import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { dayOf } from './calendar.ts'
import { errorsOf, type Finding, findings } from './rules/index.ts'
import { insertVersion, lockDraft, type VersionSummary, versionBeingPublished } from './store.ts'

export type Frozen =
  | { ok: true; version: VersionSummary }
  | { ok: false; reason: 'no_draft' | 'being_published' | 'changed_since'; errors: [] }
  | { ok: false; reason: 'errors'; errors: Finding[] }

/**
 * Freezes the draft as the next version, in state `publishing`. `revision` is the one that staff saw the changes of:
 * what nobody looked at is not published.
 */
export async function freezeDraft(
  tx: ShopTransaction,
  { revision, author }: { revision: number; author: string },
): Promise<Frozen> {
  const draft = await lockDraft(tx)
  if (!draft) return { ok: false, reason: 'no_draft', errors: [] }
  if (draft.revision !== revision) return { ok: false, reason: 'changed_since', errors: [] }
  if (await versionBeingPublished(tx)) return { ok: false, reason: 'being_published', errors: [] }
  const now = clock.now()
  const errors = errorsOf(findings(draft.register, dayOf(now)))
  if (errors.length > 0) return { ok: false, reason: 'errors', errors }
  return { ok: true, version: await insertVersion(tx, { register: draft.register, author, createdAt: now }) }
}
