import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { controllerCountry } from '../../register/index.ts'
import { type Identifier, isRestricted, keyOf, readIdentifiers, subjectContext } from '../../subjects/index.ts'
import { answerBy, type ClockFacts, type Deadline, dayIn, daysBetween, deadlineOf } from '../clock/model.ts'
import { workingDaysOf } from '../clock/working-days.ts'
import { detailsIn, type RequestDetails } from '../details.ts'
import { hasOriginal } from '../original/store.ts'
import { type PossibleAct, possibleActs } from './acts.ts'
import { type Life, lifeOf, type RequestEvent } from './events.ts'
import { type RequestRow, readDetails, readRequestEvents, readRow } from './store.ts'

/** What a request's deadline follows from. */
export const clockFactsOf = (
  { kind, channel, receivedAt, timeZone }: Pick<RequestRow, 'kind' | 'channel' | 'receivedAt' | 'timeZone'>,
  { regime, pauses, extension }: Pick<Life, 'regime' | 'pauses' | 'extension'>,
): ClockFacts => ({
  regime,
  kind,
  pauses,
  extension,
  receivedOn: dayIn(timeZone, receivedAt),
  isFromShopify: channel === 'shopify_webhook',
})

export interface RequestDetail {
  row: RequestRow
  life: Life
  deadline: Deadline
  /** The day at the shop's place, or the one on which the request was closed. */
  today: string
  /** Until the last day; negative after it, null once it is closed. */
  daysLeft: number | null
  events: RequestEvent[]
  /** What staff can do now. */
  acts: PossibleAct[]
  /** Empty once the person is erased. */
  person: Identifier[]
  /** Their data may only be stored (Art. 18). */
  isRestricted: boolean
  /** What they wrote, and the orders that Shopify names; null when nothing was kept. */
  details: RequestDetails | null
  /** Whether the e-mail with which it came is kept. */
  hasOriginal: boolean
}

/** Everything that Kept has of a request. Null when the shop has no such request. */
export async function readRequest(tx: ShopTransaction, id: string): Promise<RequestDetail | null> {
  const row = await readRow(tx, id)
  if (!row) return null
  const { subjectId } = row
  const key = subjectId && (await keyOf(tx, subjectId))
  const events = await readRequestEvents(tx, row, key)
  const life = lifeOf(row.timeZone, events)
  const today = dayIn(row.timeZone, life.closedAt ?? clock.now())
  const deadline = deadlineOf(clockFactsOf(row, life), today, await workingDaysOf((await controllerCountry(tx)) ?? ''))
  const sealed = key && subjectId ? await readDetails(tx, id) : null
  return {
    row,
    life,
    deadline,
    today,
    daysLeft: life.closedAt ? null : daysBetween(today, answerBy(deadline)),
    events,
    acts: possibleActs(life, deadline, today, row.kind),
    hasOriginal: await hasOriginal(tx, id),
    person: subjectId ? await readIdentifiers(tx, subjectId) : [],
    isRestricted: await isRestricted(tx, subjectId),
    details:
      sealed && key && subjectId
        ? detailsIn(vault.open(key, sealed, subjectContext(tx.shop, subjectId)).toString('utf8'))
        : null,
  }
}
