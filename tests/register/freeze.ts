import { clock } from '../../app/platform/clock.ts'
import type { ShopTransaction } from '../../app/platform/db.ts'
import { dayOf, freezeDraft, judge, readDraft } from '../../app/register/index.ts'

/** Freezes the draft as it stands, as publishing does. */
export async function freezeJudged(tx: ShopTransaction, { revision, author }: { revision: number; author: string }) {
  const draft = await readDraft(tx)
  const judged = draft ? judge(draft.register, dayOf(clock.now())) : { hash: '', errors: [] }
  return freezeDraft(tx, { revision, author, judged })
}
