import { isMailConfigured } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { restrictedRequests } from '../store.ts'
import { LEFTOVERS } from './leftovers/index.ts'
import type { Cannot, Limit } from './leftovers/words.ts'
import { isLeftByStep, keepsSomething, shopifyDoneBy } from './plan/model.ts'
import {
  answerMail,
  type ErasureRow,
  type ErasureStep,
  erasureOfRequest,
  newestErasures,
  readErasure,
  readSteps,
} from './store.ts'
import { CANCELLABLE } from './words.ts'

/** What a step did; of what it left, why no API does it and what to know of it. */
type ShownStep = ErasureStep & { isLeft: boolean; cannot: Cannot | null; limit: Limit | null }

/** An erasure as staff see it. It holds no personal data. */
export interface ShownErasure extends Omit<ErasureRow, 'customer' | 'lookups'> {
  steps: ShownStep[]
  /** Staff have to say why something is kept. */
  needsNote: boolean
  /** The day by which Shopify will have erased, as planned. */
  shopifyDoneBy: string | null
  canBeCancelled: boolean
  /** No mail reached the person: staff have to tell them. */
  isToBeTold: boolean
}

/** The erasure of a request; null where none was planned. */
export const readErasureOf = async (tx: ShopTransaction, requestId: string): Promise<ShownErasure | null> =>
  shown(tx, await erasureOfRequest(tx, requestId))

export const readShownErasure = async (tx: ShopTransaction, id: string): Promise<ShownErasure | null> =>
  shown(tx, await readErasure(tx, id))

async function shown(tx: ShopTransaction, row: ErasureRow | null): Promise<ShownErasure | null> {
  if (!row) return null
  const { customer, lookups: _hashes, ...erasure } = row
  const mail = row.requestId && row.answeredAt ? await answerMail(tx, row.requestId) : null
  const isWaiting = row.run === 'running' && row.answeredAt !== null && row.keptErasedAt === null && row.toldAt === null
  return {
    ...erasure,
    steps: (await readSteps(tx, row.id)).map(withHints),
    needsNote: row.plan !== null && keepsSomething(row.plan),
    shopifyDoneBy: row.plan && shopifyDoneBy(row.plan),
    canBeCancelled: customer !== null && CANCELLABLE.some((state) => state === row.state),
    isToBeTold: isWaiting && (!isMailConfigured() || !['queued', 'accepted'].includes(mail?.state ?? '')),
  }
}

function withHints(step: ErasureStep): ShownStep {
  const isLeft = isLeftByStep(step)
  const line = isLeft ? LEFTOVERS.find(({ group }) => group === step.step) : undefined
  return { ...step, isLeft, cannot: line?.cannot ?? null, limit: line?.limit ?? null }
}

export type ListedErasure = Pick<
  ErasureRow,
  'id' | 'requestId' | 'origin' | 'run' | 'state' | 'alarm' | 'notInstalled' | 'createdAt' | 'erasedBy'
> & {
  isBack: boolean
  /** The person’s data may only be stored, until it is erased. */
  isRestricted: boolean
}

const MOST_LISTED = 100

/** The newest erasures, without anybody's data. */
export async function listErasures(tx: ShopTransaction): Promise<ListedErasure[]> {
  const rows = await newestErasures(tx, MOST_LISTED)
  const restricted = await restrictedRequests(
    tx,
    rows.flatMap(({ requestId }) => requestId ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    requestId: row.requestId,
    origin: row.origin,
    run: row.run,
    state: row.state,
    alarm: row.alarm,
    notInstalled: row.notInstalled,
    createdAt: row.createdAt,
    erasedBy: row.erasedBy,
    isRestricted: row.requestId !== null && restricted.has(row.requestId),
    isBack: row.returnedAt !== null && row.returnSettledAt === null,
  }))
}

/** Whether the plan of a request is being carried out. */
export async function isErasureRunning(tx: ShopTransaction, requestId: string): Promise<boolean> {
  const row = await erasureOfRequest(tx, requestId)
  return row?.confirmedAt != null && row.run !== 'done'
}
