import type { ShopTransaction } from '../../platform/db.ts'
import { findVersion, type Language, languageOfLocale } from '../../register/index.ts'
import { type LedgerEvent, searchEvents } from '../ledger/index.ts'
import { compose } from './compose.ts'
import type { Receipt } from './model.ts'
import { prove, signReceipt } from './prove.ts'

/**
 * The receipt of an event: what was decided, in the terms of ISO/IEC TS 27560, with the proof that it is in the sealed
 * ledger. Null when there is no such record, or its person was erased.
 *
 * @param language of names and descriptions; by default the one that the person was asked in
 */
export async function receiptOf(tx: ShopTransaction, recordId: string, language?: Language): Promise<Receipt | null> {
  const event = await findEvent(tx, recordId)
  if (!event) return null
  const version = event.registerVersion === null ? null : await findVersion(tx, event.registerVersion)
  const shownIn = event.banner && languageOfLocale(event.banner.language)
  const evidence = { event, version, grantedBefore: await grantedBefore(tx, event), proof: await prove(tx, event) }
  return signReceipt(tx, compose(evidence, language ?? shownIn ?? version?.register.languages.default ?? 'en'))
}

async function findEvent(tx: ShopTransaction, recordId: string): Promise<LedgerEvent | undefined> {
  return (await searchEvents(tx, { recordId }, { size: 1, before: null })).events[0]
}

/** Earlier events looked at: a purpose that was not asked for in so many is taken as never granted. */
const MOST_EARLIER = 10

/** Of the purposes refused now, those that the subject had granted when they were asked last. */
async function grantedBefore(tx: ShopTransaction, event: LedgerEvent): Promise<Set<string>> {
  const open = new Set(Object.keys(event.choices).filter((purpose) => !event.choices[purpose]))
  const granted = new Set<string>()
  let earlier: LedgerEvent | undefined = event
  for (let step = 0; step < MOST_EARLIER && open.size > 0 && earlier?.previous; step += 1) {
    earlier = await findEvent(tx, earlier.previous)
    if (earlier?.subject !== event.subject) break
    for (const [purpose, was] of Object.entries(earlier.choices)) if (open.delete(purpose) && was) granted.add(purpose)
  }
  return granted
}
