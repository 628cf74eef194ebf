import type { ShopTransaction } from '../../platform/db.ts'
import { excerptOf, type Language, languageOfLocale, namedByKey } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { type LedgerEvent, searchEvents } from '../ledger/index.ts'
import { composeReceipt } from './compose.ts'
import type { ConsentReceipt } from './model.ts'
import { prove, signReceipt } from './prove.ts'

/**
 * The receipt of an event in the terms of ISO/IEC TS 27560, with the proof that it is in the sealed ledger. Null when
 * there is no such record, or its person was erased.
 *
 * @param language of names and descriptions; by default the language in which the person was asked
 */
export async function receiptOf(
  tx: ShopTransaction,
  recordId: string,
  language?: Language,
): Promise<ConsentReceipt | null> {
  const event = await findEvent(tx, recordId)
  if (!event) return null
  const shownIn = event.banner && languageOfLocale(event.banner.language)
  const version = await excerptFor(
    tx,
    event,
    [language, shownIn].filter((each) => each !== undefined && each !== null),
  )
  const evidence = { event, version, grantedBefore: await grantedBefore(tx, event), proof: await prove(tx, event) }
  return signReceipt(tx, composeReceipt(evidence, language ?? shownIn ?? version?.languages.default ?? 'en'))
}

/** The register excerpt that was in force for the asked purposes; null before the first register. */
async function excerptFor(tx: ShopTransaction, { registerVersion, choices }: LedgerEvent, languages: Language[]) {
  if (registerVersion === null) return null
  return excerptOf(tx, {
    number: registerVersion,
    purposes: Object.keys(choices).flatMap((key) => [key, namedByKey(key).purpose]),
    languages,
  })
}

async function findEvent(tx: ShopTransaction, recordId: string): Promise<LedgerEvent | undefined> {
  return (await searchEvents(tx, { recordId }, { size: 1, before: null })).events[0]
}

/** The number of earlier events that are read. A purpose that none of them asked for counts as never granted. */
const MOST_EARLIER = 20

/** Of the purposes that the event refuses, those that the subject had granted when they were last asked. */
async function grantedBefore(tx: ShopTransaction, event: LedgerEvent): Promise<Set<string>> {
  const { subject, choices, position } = event
  const open = new Set(Object.keys(choices).filter((purpose) => !choices[purpose]))
  const granted = new Set<string>()
  if (open.size === 0) return granted
  const asked = { subjects: [subject as SubjectId] }
  const { events } = await searchEvents(tx, asked, { size: MOST_EARLIER, before: position })
  // The query also finds other browsers of the same person, whose choices must not show on this browser's receipt. A
  // browser that signed in later continues with the events that it names itself.
  let { previous } = event
  for (const earlier of events) {
    if (earlier.id === previous) previous = earlier.previous
    else if (earlier.subject !== subject) continue
    for (const [purpose, was] of Object.entries(earlier.choices)) if (open.delete(purpose) && was) granted.add(purpose)
  }
  return granted
}
