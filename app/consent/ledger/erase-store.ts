import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'

const EVENTS_A_STEP = 1_000

/**
 * Erases what the subjects decided (GDPR Art. 17). The database puts the leaf hash of each event in its place: it says
 * nothing about the event, whose subject nobody can guess, and the seals made over it still verify. Returns how many
 * events there were.
 */
export async function eraseEventsOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<number> {
  const theirs = { where: { subjectId: { in: [...subjects] } } }
  await tx.marketingWriteBack.deleteMany(theirs)
  await tx.marketingHeard.deleteMany(theirs)
  let erased = 0
  for (;;) {
    const [step] = await tx.$queryRaw<{ events: number }[]>`
      SELECT consent_erase_events(${tx.shop}, ${[...subjects]}::uuid[], ${EVENTS_A_STEP}::int) AS events`
    const events = step?.events ?? 0
    erased += events
    if (events < EVENTS_A_STEP) return erased
  }
}
