import type { ShopTransaction } from '../../platform/db.ts'
import { recipientsSummary } from '../../recipients/index.ts'
import { type CorrectablePlace, readRectification } from '../rectification/index.ts'
import type { CorrectedField, CorrectionPlace, CorrectionState, ReadingState } from '../rectification/words.ts'

/** A correction as the person sees it: old and new side by side. */
export interface OwnCorrection {
  id: string
  place: CorrectionPlace
  field: CorrectedField
  /** By which they know the place: an order's number, an address. */
  name: string | null
  /** Null for none, and once the values are destroyed. */
  old: string | null
  new: string | null
  state: 'waiting' | Extract<CorrectionState, 'refused'> | 'corrected'
  /** Why it was refused, in the words of staff. */
  reason: string | null
}

export interface OwnRectification {
  reading: ReadingState
  /** When the values were read: whoever proposes says which ones they saw. */
  readAt: string | null
  canPropose: boolean
  /** What they can correct; empty before it is read, and once the request is closed. */
  places: CorrectablePlace[]
  corrections: OwnCorrection[]
  /** Recipients of the data who were told of a correction. */
  recipients: string[]
}

const STATES: Record<CorrectionState, OwnCorrection['state']> = {
  proposed: 'waiting',
  accepted: 'waiting',
  conflict: 'waiting',
  rejected: 'waiting',
  refused: 'refused',
  applied: 'corrected',
  done_by_hand: 'corrected',
}

/** Null for a request of another kind, and before the person is known. */
export async function readOwnRectification(tx: ShopTransaction, requestId: string): Promise<OwnRectification | null> {
  const shown = await readRectification(tx, requestId)
  if (!shown) return null
  const { reading, readAt, isWorkedOn, places, corrections, occasionId, answeredAt } = shown
  const { names } = await recipientsSummary(tx, occasionId)
  return {
    reading,
    readAt: readAt?.toISOString() ?? null,
    canPropose: isWorkedOn,
    places: isWorkedOn && places ? places : [],
    corrections: corrections.map(({ id, place, field, state, content }) => {
      // What staff decided is told with the answer, not before: they may still change their mind.
      const shownState = STATES[answeredAt || state === 'applied' ? state : 'proposed']
      const reason = shownState === 'refused' ? (content?.note ?? null) : null
      const values = { name: content?.place.name || null, old: content?.old ?? null, new: content?.new ?? null }
      return { id, place, field, ...values, state: shownState, reason }
    }),
    recipients: [...new Set(Object.values(names).flat())],
  }
}
