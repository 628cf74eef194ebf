import { v7 as uuidv7 } from 'uuid'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { SubjectId } from '../subjects/index.ts'
import {
  appendWithin,
  type CurrentChoice,
  currentChoicesOf,
  type DecisionSource,
  type RecordedEvent,
  withoutBanner,
} from './ledger/index.ts'
import { followUpRefusals } from './marketing/follow-up.ts'
import { noteEnteredBy } from './marketing/store.ts'

export interface ConsentWithdrawal {
  /** Any subject of the person: the newest choice counts for all of them. */
  subject: SubjectId
  /** Keys of the purposes to withdraw. */
  purposes: readonly string[]
  /** Shopify's id of the member of staff whom the person told; null where they said it themselves. */
  staffId: string | null
  /** Where they said it themselves. */
  source?: Extract<DecisionSource, 'account' | 'privacy_centre'>
}

/**
 * Records a withdrawal that a person told the shop (GDPR Art. 7(3)), and has Shopify told when it is about e-mail or SMS.
 * Purposes that are refused by name already are left out. Returns null when none is left.
 */
export async function withdraw(
  tx: ShopTransaction,
  { subject, purposes, staffId, source = 'account' }: ConsentWithdrawal,
): Promise<RecordedEvent | null> {
  const isNamed = (one: CurrentChoice) => !one.granted && !one.refusedWithAll
  const current = await currentChoicesOf(tx, subject)
  const refused = new Set(current.filter(isNamed).map(({ purpose }) => purpose))
  const withdrawn = purposes.filter((purpose) => !refused.has(purpose))
  if (withdrawn.length === 0) return null
  const id = uuidv7({ msecs: +clock.now() })
  if (staffId !== null) await noteEnteredBy(tx, id, staffId)
  await followUpRefusals(tx, [subject])
  const choices = Object.fromEntries(withdrawn.map((purpose) => [purpose, false]))
  const [recorded] = await appendWithin(tx, [
    withoutBanner({ id, subject, source: staffId === null ? source : 'staff', choices }),
  ])
  return recorded ?? null
}
