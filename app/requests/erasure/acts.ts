import { addDays } from 'date-fns/addDays'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { ShopifyUnavailable } from '../../shopify/calls.ts'
import { cancelDataErasure } from '../../shopify/data-erasure.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { isRestricted } from '../../subjects/index.ts'
import { goesOutUnseen } from '../answer/next-step.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, readRequestEvents } from '../lifecycle/store.ts'
import { MAX_NOTE } from '../limits.ts'
import { readRequestSettings } from '../settings/store.ts'
import { enqueueErasure } from './enqueue.ts'
import { isWorkedOn } from './make-plan.ts'
import { ERASURE_GROUPS, type ErasureGroup } from './model.ts'
import { isLeftByStep, keepsSomething } from './plan/model.ts'
import { type ErasurePorts, ownPorts } from './ports.ts'
import { codeOfRefusal } from './request-at-shopify.ts'
import {
  changeErasure,
  type ErasureRow,
  erasedCustomerId,
  erasureOfRequest,
  insertErasure,
  lockErasure,
  noteStep,
  readErasure,
  readSteps,
} from './store.ts'
import { CANCELLABLE, PLAN_DAYS } from './words.ts'

/** What staff do about an erasure. */
export const erasureAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('plan') }),
  /** `seen`: when the plan was made that staff saw. */
  z.strictObject({ act: z.literal('confirm'), seen: z.iso.datetime(), note: z.string().trim().max(MAX_NOTE) }),
  z.strictObject({ act: z.literal('go_on') }),
  z.strictObject({ act: z.literal('told') }),
  z.strictObject({ act: z.literal('cancel') }),
  z.strictObject({ act: z.literal('settle_return') }),
  /** What a step left is done now, by hand. */
  z.strictObject({ act: z.literal('done_by_hand'), group: z.enum(ERASURE_GROUPS) }),
])
export type ErasureAct = z.infer<typeof erasureAct>

export type ErasureActProblem =
  | 'not_found'
  /** It is not the moment for it (any more): somebody was faster, or the request is closed. */
  | 'not_now'
  | 'changed_since'
  | 'too_old'
  | 'not_published'
  | 'access_missing'
  | 'reason_missing'
  | 'not_installed'
  /** Shopify's answers to a cancellation. */
  | 'requested_by_another'
  | 'not_being_erased'
  | 'gone'
  | 'failed_to_cancel'
  | 'shopify_away'

export type ErasureActResult = { ok: true } | { ok: false; reason: ErasureActProblem }

const OK = { ok: true } as const
const no = (reason: ErasureActProblem) => ({ ok: false, reason }) as const

/** Has a plan made: for a request whose person is known, again as long as it is not confirmed. */
export async function planErasure(tx: ShopTransaction, requestId: string): Promise<ErasureActResult> {
  const request = await lockRow(tx, requestId)
  if (request?.kind !== 'erasure') return no('not_found')
  if (!isWorkedOn(request)) return no('not_now')
  const now = clock.now()
  const known = await erasureOfRequest(tx, requestId)
  if (known && known.run !== 'planned' && !(known.run === 'stopped' && known.confirmedAt === null)) return no('not_now')
  const id = known?.id ?? uuidv7()
  const begun = { run: 'planning', state: 'not_requested', lookAt: addDays(now, 1) } as const
  if (known) await changeErasure(tx, id, { ...begun, stopped: null })
  else await insertErasure(tx, { id, requestId, origin: 'request', createdAt: now, ...begun })
  await enqueueErasure(tx, id)
  return OK
}

/** Begins to plan where nobody has to ask for it: the person of an erasure request has just become known. */
export async function planOnceKnown(tx: ShopTransaction, requestId: string): Promise<void> {
  if ((await erasureOfRequest(tx, requestId)) === null) await planErasure(tx, requestId)
}

interface Confirmation {
  seen: string | null
  note: string
  /** Null: a rule of the shop confirms. */
  staffId: string | null
}

/** Confirms the plan as it was shown: from now on it is carried out. */
export async function confirmErasure(
  tx: ShopTransaction,
  requestId: string,
  given: Confirmation,
): Promise<ErasureActResult> {
  const request = await lockRow(tx, requestId)
  const known = await erasureOfRequest(tx, requestId)
  const row = known && (await lockErasure(tx, known.id))
  if (!request || !row) return no('not_found')
  if (row.run !== 'planned' || !isWorkedOn(request)) return no('not_now')
  const problem = problemOf(row, given)
  if (problem) return no(problem)
  const [at, { staffId, note }] = [clock.now(), given]
  const actor = staffId === null ? 'kept' : 'staff'
  const { ok } = await recordEvent(tx, {
    requestId,
    seen: null,
    event: { at, actor, actorId: staffId, note: note || null, move: 'confirm_erasure', facts: {} },
  })
  if (!ok) return no('not_now')
  await changeErasure(tx, row.id, { run: 'running', confirmedAt: at, confirmedBy: staffId, lookAt: addDays(at, 1) })
  await enqueueErasure(tx, row.id)
  return OK
}

function problemOf({ plan, plannedAt }: ErasureRow, { seen, note, staffId }: Confirmation): ErasureActProblem | null {
  if (!plan || !plannedAt) return 'not_now'
  if (seen !== null && seen !== plannedAt.toISOString()) return 'changed_since'
  if (clock.now() > addDays(plannedAt, PLAN_DAYS)) return 'too_old'
  if (plan.registerVersion === null) return 'not_published'
  if (!plan.mayRequest) return 'access_missing'
  return staffId !== null && keepsSomething(plan) && note === '' ? 'reason_missing' : null
}

/** Confirms a plan without staff, where the shop says so and the person is signed in. */
export async function confirmAtOnce(tx: ShopTransaction, requestId: string): Promise<void> {
  const request = await lockRow(tx, requestId)
  if (!request) return
  const events = await readRequestEvents(tx, request, null)
  const proof = events.findLast((event) => event.move === 'confirm_identity')?.facts.method ?? null
  // Nothing is done by itself with the data of somebody for whom it may only be stored (Art. 18(2)): staff confirm it.
  if (await isRestricted(tx, request.subjectId)) return
  if (!goesOutUnseen((await readRequestSettings(tx)).eraseSignedInAtOnce, proof)) return
  await confirmErasure(tx, requestId, { seen: null, note: '', staffId: null })
}

/** Goes on with a run that had stopped, or asks Shopify once more for what has failed. */
async function goOn(tx: ShopTransaction, row: ErasureRow): Promise<ErasureActResult> {
  if (row.state === 'failed' && row.run === 'done') {
    const anew = { settledAt: null, redactSeenAt: null, alarm: null, alarmAt: null, code: null }
    await changeErasure(tx, row.id, { state: 'not_requested', ...anew, lookAt: clock.now() })
    return OK
  }
  if (row.run !== 'stopped') return no('not_now')
  const run = row.confirmedAt === null ? 'planning' : 'running'
  await changeErasure(tx, row.id, { run, stopped: null, lookAt: addDays(clock.now(), 1) })
  await enqueueErasure(tx, row.id)
  return OK
}

/** Staff told the person themselves, because no mail reached them. */
async function noteTold(tx: ShopTransaction, row: ErasureRow): Promise<ErasureActResult> {
  if (row.run !== 'running' || row.answeredAt === null || row.toldAt !== null) return no('not_now')
  await changeErasure(tx, row.id, { toldAt: clock.now() })
  await enqueueErasure(tx, row.id)
  return OK
}

/** Staff know why the person is there again. */
async function settleReturn(tx: ShopTransaction, row: ErasureRow, staffId: string): Promise<ErasureActResult> {
  if (row.returnedAt === null || row.returnSettledAt !== null) return no('not_now')
  await changeErasure(tx, row.id, { returnSettledAt: clock.now(), returnSettledBy: staffId })
  return OK
}

/** Staff erased by hand what a step left. The proof says who and when. */
async function noteDoneByHand(
  tx: ShopTransaction,
  row: ErasureRow,
  { group, staffId }: { group: ErasureGroup; staffId: string },
  writeProof: ErasurePorts['writeProof'],
): Promise<ErasureActResult> {
  const step = (await readSteps(tx, row.id)).find((one) => one.step === group)
  if (!step || !isLeftByStep(step)) return no('not_now')
  const { count, code } = step
  await noteStep(tx, row.id, group, { state: 'done_by_hand', count, code, doneBy: staffId, at: clock.now() })
  if (row.run === 'done') await writeProof(tx, row.id)
  return OK
}

/** What staff do with the erasure itself, besides planning it, confirming it and taking it back. */
export async function actOnErasure(
  tx: ShopTransaction,
  id: string,
  act: Exclude<ErasureAct, { act: 'plan' | 'confirm' | 'cancel' }>,
  staffId: string,
  writeProof: ErasurePorts['writeProof'] = ownPorts.writeProof,
): Promise<ErasureActResult> {
  const row = await lockErasure(tx, id)
  if (!row) return no('not_found')
  if (act.act === 'go_on') return goOn(tx, row)
  if (act.act === 'done_by_hand') return noteDoneByHand(tx, row, { group: act.group, staffId }, writeProof)
  return act.act === 'told' ? noteTold(tx, row) : settleReturn(tx, row, staffId)
}

const CANCEL_PROBLEMS: Partial<Record<string, ErasureActProblem>> = {
  UNAUTHORIZED_CANCELLATION: 'requested_by_another',
  NOT_BEING_ERASED: 'not_being_erased',
  DOES_NOT_EXIST: 'gone',
  ACCESS_DENIED: 'access_missing',
}

const AWAY = Symbol('Shopify did not answer')

async function cancelAtShopify(client: ShopClient, customerId: string): Promise<string | null | typeof AWAY> {
  try {
    return await codeOfRefusal(() => cancelDataErasure(client, customerId))
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return AWAY
    throw error
  }
}

/**
 * Takes Shopify's erasure back, as long as Shopify lets it. What Kept has erased stays erased.
 */
export async function cancelErasure(
  shop: ShopDomain,
  id: string,
  staffId: string,
  client: ShopClient | null,
  writeProof: ErasurePorts['writeProof'],
): Promise<ErasureActResult> {
  const row = await forShop(shop, (tx) => readErasure(tx, id))
  if (!row) return no('not_found')
  const customerId = erasedCustomerId({ shop }, row)
  if (!CANCELLABLE.some((state) => state === row.state) || customerId === null) return no('not_now')
  if (!client) return no('not_installed')
  const refusal = row.state === 'kept_by_law' ? null : await cancelAtShopify(client, customerId)
  if (refusal === AWAY) return no('shopify_away')
  return forShop(shop, async (tx) => {
    const locked = await lockErasure(tx, id)
    // A second click, or Shopify's erasure, may have been faster.
    if (locked?.state !== row.state) return locked?.state === 'cancelled' ? OK : no('not_now')
    if (refusal !== null) {
      await changeErasure(tx, id, { code: refusal })
      return no(CANCEL_PROBLEMS[refusal] ?? 'failed_to_cancel')
    }
    const settled = { settledAt: clock.now(), settledBy: staffId, alarm: null, alarmAt: null }
    await changeErasure(tx, id, { state: 'cancelled', customerId: null, lookAt: clock.now(), code: null, ...settled })
    if (locked.run === 'done') await writeProof(tx, id)
    return OK
  })
}

interface Acting {
  shop: ShopDomain
  staffId: string
  client: ShopClient
}

/** Does what staff chose on the page of an erasure. The first plan of a request is made without one. */
export async function actForStaff(
  { shop, staffId, client }: Acting,
  { id, requestId }: { id: string | null; requestId: string | null },
  act: ErasureAct,
): Promise<ErasureActResult> {
  if (act.act === 'plan')
    return requestId === null ? no('not_found') : forShop(shop, (tx) => planErasure(tx, requestId))
  if (act.act === 'confirm') {
    const { seen, note } = act
    return requestId === null
      ? no('not_found')
      : forShop(shop, (tx) => confirmErasure(tx, requestId, { seen, note, staffId }))
  }
  if (id === null) return no('not_found')
  if (act.act === 'cancel') return cancelErasure(shop, id, staffId, client, ownPorts.writeProof)
  return forShop(shop, (tx) => actOnErasure(tx, id, act, staffId))
}
