import type { ShopTransaction } from '../../platform/db.ts'
import { type RecipientsSummary, recipientsSummary } from '../../recipients/index.ts'
import type { IsoDate } from '../../register/index.ts'
import { type RestrictionGround, readRestriction } from '../../subjects/index.ts'
import { dayIn } from '../clock/model.ts'
import type { RequestRow } from '../lifecycle/store.ts'
import { runOfRequest } from './record/store.ts'

/** A restriction as its person sees it. */
export interface OwnRestriction {
  ground: RestrictionGround
  since: IsoDate
  /** The day on which it ends, once they were told; null while nobody ends it. */
  endsOn: IsoDate | null
  endedOn: IsoDate | null
  /** Who was told, and what each did (Art. 19). */
  recipients: RecipientsSummary
}

/** Null where nothing was restricted. */
export async function readOwnRestriction(
  tx: ShopTransaction,
  { id, timeZone }: Pick<RequestRow, 'id' | 'timeZone'>,
): Promise<OwnRestriction | null> {
  const run = await runOfRequest(tx, id)
  const mark = run && (await readRestriction(tx, run.id))
  if (!run || !mark) return null
  return {
    ground: mark.ground,
    since: dayIn(timeZone, mark.since),
    endsOn: mark.liftedAt ? null : mark.liftOn,
    endedOn: mark.liftedAt && dayIn(timeZone, mark.liftedAt),
    recipients: await recipientsSummary(tx, run.id, 'restriction'),
  }
}
