import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { leafHash } from './leaf.ts'
import { EVENT_COLUMNS } from './read-store.ts'
import { toEvent } from './rows.ts'

const EVENTS_A_STEP = 1_000

/**
 * Erases what the subjects decided (GDPR Art. 17). The leaf hash of each event takes its place: it says nothing about
 * the event, whose subject nobody can guess, and the seals made over it still verify. Returns how many events there were.
 */
export async function eraseEventsOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<number> {
  const theirs = { where: { subjectId: { in: [...subjects] } } }
  await tx.marketingWriteBack.deleteMany(theirs)
  await tx.marketingHeard.deleteMany(theirs)
  let erased = 0
  for (;;) {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT ${EVENT_COLUMNS} FROM consent_events
      WHERE shop = ${tx.shop} AND subject_id = ANY (${[...subjects]}::uuid[]) LIMIT ${EVENTS_A_STEP}`
    const events = rows.map(toEvent)
    await tx.consentErasure.createMany({
      data: events.map((event) => ({
        shop: tx.shop,
        position: event.position,
        leafHash: new Uint8Array(leafHash(event)),
        erasedAt: clock.now(),
      })),
    })
    const ids = events.map(({ id }) => id)
    await tx.consentStaffEntry.deleteMany({ where: { eventId: { in: ids } } })
    await tx.consentEvent.deleteMany({ where: { id: { in: ids } } })
    erased += events.length
    if (events.length < EVENTS_A_STEP) return erased
  }
}
