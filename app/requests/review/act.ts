import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { readOrderRisk } from '../../shopify/person-data/order-risk.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { findCustomerBehind, personBehind } from '../erasure/person.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, type RequestRow, readRow } from '../lifecycle/store.ts'
import { MAX_NOTE } from '../limits.ts'
import { REVIEW_DECISIONS } from '../words.ts'
import { readReview, writeDecision, writeOrder, writeTasks } from './store.ts'
import { REVIEW_TASKS } from './words.ts'

/** What staff do in a review. */
export const reviewAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('choose'), order: z.string().regex(/^\d{1,20}$/) }),
  /** `explanation`: the person reads it. */
  z.strictObject({
    act: z.literal('decide'),
    decision: z.enum(REVIEW_DECISIONS),
    explanation: z.string().trim().min(1).max(MAX_NOTE),
  }),
  z.strictObject({ act: z.literal('tick'), task: z.enum(REVIEW_TASKS), done: z.boolean() }),
])
export type ReviewAct = z.infer<typeof reviewAct>

const PROBLEMS = [
  'not_found',
  'not_now',
  'no_order',
  'not_theirs',
  'order_gone',
  'orders_denied',
  'shopify_away',
] as const
type ReviewProblem = (typeof PROBLEMS)[number]
export type ReviewActResult = { ok: true } | { ok: false; reason: ReviewProblem }

const OK = { ok: true } as const
const no = (reason: ReviewProblem) => ({ ok: false, reason }) as const

interface Acting {
  shop: ShopDomain
  staffId: string
  client: ShopClient
}

/** Does what staff chose. Nobody decides before an order was looked at, and nothing is decided by itself. */
export async function actOnReview(acting: Acting, requestId: string, act: ReviewAct): Promise<ReviewActResult> {
  const { shop, staffId } = acting
  if (act.act === 'choose') return chooseOrder(acting, requestId, act.order)
  return forShop(shop, async (tx) => {
    const request = await lockRow(tx, requestId)
    if (request?.kind !== 'human_review' || request.subjectId === null) return no('not_found')
    return act.act === 'decide' ? decide(tx, request, act, staffId) : tick(tx, request, act, staffId)
  })
}

const isWorkedOn = ({ isIdentified, state }: RequestRow) => isIdentified && isRequestOpen(state)

async function chooseOrder({ shop, client, staffId }: Acting, requestId: string, id: string): Promise<ReviewActResult> {
  const subjectId = await forShop(shop, async (tx) => {
    const row = await readRow(tx, requestId)
    return row?.kind === 'human_review' && isWorkedOn(row) ? row.subjectId : null
  })
  if (subjectId === null) return no('not_now')
  const person = await forShop(shop, (tx) => personBehind(tx, subjectId))
  const order = await atShopify(() => readOrderRisk(client, id))
  if (order === 'away') return no('shopify_away')
  if (order === null) return no('orders_denied')
  if (order === 'gone') return no('order_gone')
  // Nobody learns of another person's order: it is one of the customer who asks, as Shopify knows them now.
  const customer = await atShopify(() => findCustomerBehind(client, person))
  if (customer === 'away') return no('shopify_away')
  if (customer === null || customer.id !== order.customerId) return no('not_theirs')
  return forShop(shop, async (tx) => {
    const request = await lockRow(tx, requestId)
    if (!request || request.subjectId !== subjectId || !isWorkedOn(request)) return no('not_now')
    const event = {
      at: clock.now(),
      actor: 'staff',
      actorId: staffId,
      note: null,
      move: 'choose_order',
      facts: {},
    } as const
    if (!(await recordEvent(tx, { requestId, seen: null, event })).ok) return no('not_now')
    await writeOrder(tx, requestId, { id: order.id, name: order.name }, subjectId)
    return OK
  })
}

async function atShopify<Found>(ask: () => Promise<Found>): Promise<Found | 'away' | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return 'away'
    if (error instanceof ShopifyRefusal) return null
    throw error
  }
}

/** A person decided, and says why: that is the answer. Both happen once. */
async function decide(
  tx: ShopTransaction,
  request: RequestRow,
  { decision, explanation: note }: Extract<ReviewAct, { act: 'decide' }>,
  staffId: string,
): Promise<ReviewActResult> {
  const { id: requestId, subjectId } = request
  if (!isWorkedOn(request)) return no('not_now')
  if ((await readReview(tx, requestId, subjectId))?.order == null) return no('no_order')
  const by = { at: clock.now(), actor: 'staff', actorId: staffId } as const
  const decided = { ...by, note, move: 'decide_review', facts: { decision } } as const
  if (!(await recordEvent(tx, { requestId, seen: null, event: decided })).ok) return no('not_now')
  const answered = { ...by, note: null, move: 'answer', facts: {} } as const
  if (!(await recordEvent(tx, { requestId, seen: null, event: answered })).ok)
    throw new Error('a decision was not answered')
  await writeDecision(tx, requestId, { decision, decidedAt: by.at, decidedBy: staffId })
  return OK
}

async function tick(
  tx: ShopTransaction,
  { id, subjectId }: RequestRow,
  { task, done }: Extract<ReviewAct, { act: 'tick' }>,
  staffId: string,
): Promise<ReviewActResult> {
  const review = await readReview(tx, id, subjectId)
  if (!review?.decision) return no('not_now')
  const others = review.tasks.filter((one) => one.task !== task)
  await writeTasks(tx, id, done ? [...others, { task, at: clock.now().toISOString(), by: staffId }] : others)
  return OK
}
