import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { inLanguage, type Language, versionInForce } from '../../register/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { orderUrl } from '../../shopify/links.ts'
import {
  type OrderRisk,
  type OrderToReview,
  readOrderRisk,
  readOrdersToReview,
} from '../../shopify/person-data/order-risk.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { findCustomerBehind, personBehind } from '../erasure/person.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { readRow } from '../lifecycle/store.ts'
import type { ReviewDecision } from '../words.ts'
import { tasksAfter } from './model.ts'
import { type Review, readReview } from './store.ts'
import type { ReviewTask } from './words.ts'

/** What the register says of decisions that a machine makes (Art. 13(2)(f)). */
interface DeclaredDecision {
  purpose: string
  logic: string
  consequences: string
}

/** `denied`: Kept may not see orders. `away`: Shopify did not answer. `gone`: there is no such order (any more). */
type Unread = 'denied' | 'away' | 'gone'

export interface ReviewView {
  review: Review | null
  /** The order as Shopify has it now; null before one was chosen. */
  order: OrderRisk | Unread | null
  /** The order's page in Shopify's admin, where what was decided is done. */
  orderUrl: string | null
  /** Among which staff choose; null where one was chosen. */
  orders: OrderToReview[] | Exclude<Unread, 'gone'> | null
  declared: DeclaredDecision[]
  isWorkedOn: boolean
  /** What is left to do at Shopify after each decision, as the order stands. */
  tasks: Record<ReviewDecision, ReviewTask[]>
}

/** Null for a request for something else. Nothing that Shopify says here is stored. */
export async function readReviewOf(
  shop: ShopDomain,
  { requestId, language, client }: { requestId: string; language: Language; client: ShopClient },
): Promise<ReviewView | null> {
  const known = await forShop(shop, async (tx) => {
    const request = await readRow(tx, requestId)
    if (request?.kind !== 'human_review') return null
    const register = (await versionInForce(tx))?.register
    const main = register?.languages.default ?? language
    const declared = (register?.purposes ?? []).flatMap(({ name, audience, automatedDecision }) =>
      automatedDecision && audience.includes(request.audience)
        ? [
            {
              purpose: inLanguage(name, language, main),
              logic: inLanguage(automatedDecision.logic, language, main),
              consequences: inLanguage(automatedDecision.consequences, language, main),
            },
          ]
        : [],
    )
    const { subjectId, isIdentified, state } = request
    return {
      declared,
      isWorkedOn: isIdentified && isRequestOpen(state),
      review: await readReview(tx, requestId, subjectId),
      // Before the person is known nobody looks into anybody's orders.
      person: subjectId && isIdentified ? await personBehind(tx, subjectId) : null,
    }
  })
  if (!known) return null
  const { person, ...view } = known
  const chosen = view.review?.order ?? null
  const order = person && chosen ? ((await read(() => readOrderRisk(client, chosen.id))) ?? 'denied') : null
  const orders = person && !chosen ? await read(() => ordersOf(client, person)) : []
  const standing = typeof order === 'string' ? null : order
  const tasks = {
    upheld: tasksAfter('upheld', standing),
    changed: tasksAfter('changed', standing),
    reversed: tasksAfter('reversed', standing),
  }
  return {
    ...view,
    order,
    orderUrl: chosen && orderUrl(shop, chosen.id),
    orders: chosen ? null : (orders ?? 'denied'),
    tasks,
  }
}

async function ordersOf(client: ShopClient, person: Parameters<typeof findCustomerBehind>[1]) {
  const customer = await findCustomerBehind(client, person)
  return customer ? readOrdersToReview(client, customer.id) : []
}

async function read<Found>(ask: () => Promise<Found>): Promise<Found | 'away' | 'denied'> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return 'away'
    if (error instanceof ShopifyRefusal) return 'denied'
    throw error
  }
}
