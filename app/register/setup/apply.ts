import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { diffRegisters } from '../diff.ts'
import type { RegisterShop } from '../edit/start.ts'
import { writeEdited } from '../edit/store.ts'
import type { EntryRef } from '../entries.ts'
import { type Register, register } from '../model.ts'
import { isTooLarge } from '../size.ts'
import { asSuggestion, keyOfPart, suggestedParts } from '../suggested.ts'
import { lockDraft } from '../versions/store.ts'
import { answersIn, revisionOf } from './answer.ts'
import { withProposed } from './merge.ts'
import { registerFromAnswers } from './register-from-answers.ts'
import { lockSetup, type Setup, writeApplied } from './store.ts'

export interface SeenBefore {
  /** The revision of the draft that staff saw; null when there was none. */
  draft: number | null
  /** `revisionOf` the answers. */
  answers: number
}

export type ApplyAnswersResult =
  | { ok: true; left: number }
  /** Staff look again at what it changes. */
  | { ok: false; reason: 'changed_since' | 'too_large' }

/** What the answers make of the draft; null when that is no register that can be stored. */
export function proposal(setup: Setup, draft: Register | null, shop: RegisterShop, now: Date): Register | null {
  const made = registerFromAnswers(answersIn(setup), shop, now)
  if (!draft) return made
  const { applied } = setup
  const lastMade = applied && registerFromAnswers(applied.answers, shop, applied.at)
  const proposed = register.safeParse(withProposed(draft, { made, lastMade }))
  return proposed.success && !isTooLarge(proposed.data, draft) ? proposed.data : null
}

/** Makes or changes the draft as the answers say: all of it or nothing. A second time it changes nothing. */
export async function applyAnswers(
  tx: ShopTransaction,
  { seen, shop }: { seen: SeenBefore; shop: RegisterShop },
  staffId: string,
): Promise<ApplyAnswersResult> {
  const draft = await lockDraft(tx)
  const setup = await lockSetup(tx)
  const before = draft?.register ?? null
  if ((draft?.revision ?? null) !== seen.draft || revisionOf(setup) !== seen.answers)
    return { ok: false, reason: 'changed_since' }
  const now = clock.now()
  const after = proposal(setup, before, shop, now)
  if (!after) return { ok: false, reason: 'too_large' }
  const confirmed = newlyConfirmed(before, after)
  const isSame = before && diffRegisters(before, after).length + confirmed.length === 0
  if (!isSame) await writeEdited(tx, { before, after, confirmed, by: staffId, at: now })
  await writeApplied(tx, answersIn(setup), now)
  return { ok: true, left: suggestedParts(after).length }
}

/** The parts that are confirmed now and were not before. */
function newlyConfirmed(before: Register | null, after: Register): EntryRef[] {
  const waiting = new Set(after.suggested)
  const stood = new Set(before ? confirmedParts(before).map(keyOfPart) : [])
  return confirmedParts(after).filter((part) => !stood.has(keyOfPart(part)) && !waiting.has(keyOfPart(part)))
}

function confirmedParts(of: Register): EntryRef[] {
  const waiting = new Set(of.suggested)
  return suggestedParts(asSuggestion(of)).filter((part) => !waiting.has(keyOfPart(part)))
}
