import type { ShopTransaction } from '../../platform/db.ts'
import { staffNames } from '../../shopify/staff-names/store.ts'
import { findSamePerson } from '../../subjects/index.ts'
import { readRow } from '../lifecycle/store.ts'
import { personStatements, type SupplementaryStatement } from '../statements/store.ts'
import { isCorrectedNow } from './begin.ts'
import { decisionsOn, type HeldPlace, isUndecided } from './model.ts'
import { NEW_ADDRESS } from './propose.ts'
import {
  type CorrectionLine,
  type RectificationRow,
  readCorrections,
  readHeld,
  readRectificationRow,
  sealingFor,
} from './store.ts'
import { CORRECTABLE } from './words.ts'

/** A place whose values can be corrected. */
export interface CorrectablePlace extends Pick<HeldPlace, 'key' | 'kind' | 'name' | 'type' | 'values'> {
  canRemove: boolean
}

export interface ShownCorrection
  extends Pick<CorrectionLine, 'id' | 'place' | 'field' | 'state' | 'code' | 'proposedAt' | 'decidedAt'> {
  /** Null once its values are destroyed. */
  content: CorrectionLine['content']
  /** Null: the person. */
  proposedBy: string | null
  decidedBy: string | null
  decisions: ReturnType<typeof decisionsOn>
}

export interface ShownRectification
  extends Pick<RectificationRow, 'reading' | 'readAt' | 'run' | 'stopped' | 'occasionId' | 'answeredAt' | 'destroyAt'> {
  /** Whether something can be proposed and decided now. */
  isWorkedOn: boolean
  /** What was read; null before that, and once it is destroyed. */
  places: CorrectablePlace[] | null
  /** Scopes without which something could not be read. */
  missing: string[]
  corrections: ShownCorrection[]
  canApply: boolean
}

const placesOf = (places: readonly HeldPlace[]): CorrectablePlace[] => {
  const hasProfile = places.some(({ kind }) => kind === 'customer')
  return [...places, ...(hasProfile ? [NEW_ADDRESS] : [])].map(({ id: _id, ...place }) => ({
    ...place,
    canRemove: CORRECTABLE[place.kind].canRemove === true,
  }))
}

/** A rectification as staff and the person see it. Null before it has begun, and before the person is known. */
export async function readRectification(tx: ShopTransaction, requestId: string): Promise<ShownRectification | null> {
  const [request, row] = [await readRow(tx, requestId), await readRectificationRow(tx, requestId)]
  if (!request?.isIdentified || !row) return null
  const sealing = await sealingFor(tx, requestId)
  const held = sealing && (await readHeld(tx, requestId, sealing))
  const lines = await readCorrections(tx, requestId, sealing)
  const isWorkedOn = isCorrectedNow(request) && row.run !== 'applying'
  const names = await staffNames(tx)
  const nameOf = (id: string | null) => (id === null ? null : (names[id] ?? id))
  const { reading, readAt, run, stopped, occasionId, answeredAt, destroyAt } = row
  return {
    ...{ reading, readAt, run, stopped, occasionId, answeredAt, destroyAt, isWorkedOn },
    places: held && placesOf(held.places),
    missing: held?.missing ?? [],
    corrections: lines.map((line) => ({
      ...line,
      proposedBy: line.proposedBy === 'person' ? null : nameOf(line.proposedBy),
      decidedBy: nameOf(line.decidedBy),
      decisions: isWorkedOn && run !== 'done' ? decisionsFor(line) : [],
    })),
    canApply: isWorkedOn && run !== 'done' && lines.length > 0 && !lines.some(({ state }) => isUndecided(state)),
  }
}

const decisionsFor = ({ state, code, place }: CorrectionLine) =>
  decisionsOn(state, code).filter((decision) => place !== 'statement' || decision !== 'by_hand')

/** The supplementary statements of who asks, for staff. */
export async function readStatements(tx: ShopTransaction, requestId: string): Promise<SupplementaryStatement[]> {
  const request = await readRow(tx, requestId)
  if (!request?.isIdentified || !request.subjectId) return []
  return personStatements(tx, await findSamePerson(tx, request.subjectId))
}

/** Whether what was accepted is being written. */
export const areCorrectionsRunning = async (tx: ShopTransaction, requestId: string): Promise<boolean> =>
  (await readRectificationRow(tx, requestId))?.run === 'applying'
