import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'

const EVENTS_A_STEP = 1_000

/**
 * Erases the decisions of these subjects (GDPR Art. 17). The database replaces each event with its leaf hash, which
 * reveals nothing, because nobody can guess the subject's id; existing seals still verify. Returns the number of
 * events.
 */
export async function eraseEventsOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<number> {
  const theirs = { where: { subjectId: { in: [...subjects] } } }
  await tx.marketingWriteBack.deleteMany(theirs)
  await tx.marketingHeard.deleteMany(theirs)
  await tx.customerSignal.deleteMany(theirs)
  let erased = 0
  for (;;) {
    const [step] = await tx.$queryRaw<{ events: number }[]>`
      SELECT consent_erase_events(${tx.shop}, ${[...subjects]}::uuid[], ${EVENTS_A_STEP}::int) AS events`
    const events = step?.events ?? 0
    erased += events
    if (events < EVENTS_A_STEP) return erased
  }
}
