import type { ShopTransaction } from '../platform/db.ts'
import type { SubjectId } from '../subjects/index.ts'
import { searchEvents } from './ledger/index.ts'

/** A person does not decide more often than this: a machine does. */
const MOST_EVENTS = 5_000
const EVENTS_A_PAGE = 1_000

/**
 * The purposes to which a person ever agreed, in whichever of their browsers. Null when nobody knows: nothing is recorded of
 * them, or too much.
 */
export async function agreedPurposes(tx: ShopTransaction, subject: SubjectId): Promise<Set<string> | null> {
  const agreed = new Set<string>()
  let [read, before] = [0, null as number | null]
  do {
    const page = await searchEvents(tx, { subjects: [subject] }, { size: EVENTS_A_PAGE, before })
    for (const { choices } of page.events)
      for (const [purpose, granted] of Object.entries(choices)) if (granted) agreed.add(purpose)
    read += page.events.length
    before = page.next
  } while (before !== null && read < MOST_EVENTS)
  return before !== null || read === 0 ? null : agreed
}
