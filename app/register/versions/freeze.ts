import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { IsoDate } from '../calendar.ts'
import { contentHash } from '../canonical.ts'
import type { Register } from '../model.ts'
import { errorsOf, type RegisterFinding, registerFindings } from '../rules/index.ts'
import { insertVersion, lockRevision, type VersionSummary, versionBeingPublished } from './store.ts'

export type FreezeResult =
  | { ok: true; version: VersionSummary }
  | { ok: false; reason: 'no_draft' | 'being_published' | 'changed_since'; errors: [] }
  | { ok: false; reason: 'errors'; errors: RegisterFinding[] }

/** The judgement that a draft needs before it is frozen. */
export interface Judgement {
  hash: string
  errors: RegisterFinding[]
}

export const judge = (register: Register, today: IsoDate): Judgement => ({
  hash: contentHash(register),
  errors: errorsOf(registerFindings(register, today)),
})

/**
 * Freezes the draft as the next version, in state `publishing`. `revision` is the revision whose changes staff saw:
 * nothing else is published. `judged` is the judgement of that revision, made outside of the transaction.
 */
export async function freezeDraft(
  tx: ShopTransaction,
  { revision, author, judged }: { revision: number; author: string; judged: Judgement },
): Promise<FreezeResult> {
  const locked = await lockRevision(tx)
  if (locked === null) return { ok: false, reason: 'no_draft', errors: [] }
  if (locked !== revision) return { ok: false, reason: 'changed_since', errors: [] }
  if (await versionBeingPublished(tx)) return { ok: false, reason: 'being_published', errors: [] }
  const { hash, errors } = judged
  if (errors.length > 0) return { ok: false, reason: 'errors', errors }
  return { ok: true, version: await insertVersion(tx, { hash, author, createdAt: clock.now() }) }
}
