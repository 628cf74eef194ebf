/** What the answers would make or change, for staff to read before it happens. */
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import type { RegisterShop } from '../edit/start.ts'
import type { DescribedChanges } from '../form/changes.ts'
import { runRegisterTask } from '../run-in-thread.ts'
import { suggestedParts } from '../suggested.ts'
import { readDraft } from '../versions/store.ts'
import { revisionOf } from './answer.ts'
import { proposal, type SeenBefore } from './apply.ts'
import { readSetup } from './store.ts'
import { QUESTIONS, type Question } from './words.ts'

export interface SetupReview {
  seen: SeenBefore
  /** Null when the shop has no register yet; `tooLarge` when what is proposed cannot be stored. */
  changes: DescribedChanges | null
  isTooLarge: boolean
  /** How many facts will be left to confirm. */
  left: number
  /** Questions that nobody answered: the register says nothing about them, or only a suggestion. */
  skipped: Question[]
}

interface Reader {
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

export async function reviewAnswers(
  { inShop }: Reader,
  shop: RegisterShop,
  said: { language: StaffLanguage; size: number },
): Promise<SetupReview> {
  const { draft, setup } = await inShop(async (tx) => ({ draft: await readDraft(tx), setup: await readSetup(tx) }))
  const after = proposal(setup, draft?.register ?? null, shop, clock.now())
  return {
    seen: { draft: draft?.revision ?? null, answers: revisionOf(setup) },
    changes:
      draft && after
        ? await runRegisterTask('listChanges', {
            before: JSON.stringify(draft.register),
            after: JSON.stringify(after),
            ...said,
          })
        : null,
    isTooLarge: after === null,
    left: after ? suggestedParts(after).length : 0,
    skipped: QUESTIONS.filter((question) => (setup.given[question]?.answer ?? null) === null),
  }
}
