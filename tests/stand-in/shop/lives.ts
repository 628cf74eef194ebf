import { aCheckout, aCredit, aDraft, aGiftCard } from './begun.ts'
import { aComment } from './comments.ts'
import { type Customer, gid, type Metafield, type Order, type Shop, type TimelineEvent } from './model.ts'
import { DAY_MS, drawing } from './people.ts'
import { STAFF_ID } from './sales.ts'
import type { Words } from './words.ts'

type Furnished = Pick<Shop, 'customers' | 'orders' | 'companies' | 'products'>

/** What is known of every customer beside their orders: chance decides, the same for the same id. */
export function detailsOf({ customers, orders }: Furnished, words: Words, today: Date) {
  const byCustomer = Map.groupBy(orders, ({ customerId }) => customerId)
  for (const customer of customers) predict(customer, byCustomer.get(customer.id) ?? [], today)
  return {
    events: customers.flatMap((customer) => timelineOf(customer, byCustomer.get(customer.id) ?? [], words)),
    metafields: customers.flatMap((customer) => factsOf(customer, words)),
  }
}

/** Shopify predicts what somebody will spend, and how they stand to the shop. */
function predict(customer: Customer, orders: readonly Order[], today: Date): void {
  const spent = orders.reduce((sum, { total }) => sum + total, 0)
  const latest = orders.at(-1)
  const days = latest ? (+today - Date.parse(latest.createdAt)) / DAY_MS : null
  customer.spendTier = spent > 200 ? 'HIGH' : spent > 60 ? 'MEDIUM' : spent > 0 ? 'LOW' : null
  customer.rfmGroup = days === null ? 'PROSPECTS' : days > 720 ? 'DORMANT' : orders.length > 2 ? 'LOYAL' : 'ACTIVE'
  customer.state = customer.id % 4 === 0 ? 'ENABLED' : 'DISABLED'
}

function timelineOf({ id, createdAt, locale }: Customer, orders: readonly Order[], words: Words): TimelineEvent[] {
  const event = (n: number, at: string, rest: Partial<TimelineEvent>): TimelineEvent => ({
    id: id * 100 + n,
    subjectId: gid('Customer', id),
    action: 'create',
    message: '',
    createdAt: at,
    staffId: null,
    appTitle: null,
    isComment: false,
    ...rest,
  })
  const calls = id % 12 === 0
  return [
    event(0, createdAt, { message: `This customer was created. Language: ${locale}.` }),
    ...orders
      .slice(0, 90)
      .map((order, n) =>
        event(n + 1, order.createdAt, { action: 'placed', message: `This customer placed order ${order.name}.` }),
      ),
    ...(calls
      ? [event(99, createdAt, { action: 'comment', message: words.comment, staffId: STAFF_ID, isComment: true })]
      : []),
  ]
}

/** `facts.birth_date` is Shopify's own standard definition. */
function factsOf(customer: Customer, words: Words): Metafield[] {
  const faker = drawing(words.faker, customer.id)
  const { id, createdAt } = customer
  const field = (n: number, rest: Pick<Metafield, 'namespace' | 'key' | 'type' | 'value'>): Metafield => ({
    id: gid('Metafield', id * 10 + n),
    ownerId: gid('Customer', id),
    ...rest,
    createdAt,
    updatedAt: createdAt,
  })
  const born = faker.date.birthdate().toISOString().slice(0, 10)
  const points = String(faker.number.int({ min: 10, max: 900 }))
  return [
    ...(faker.datatype.boolean(0.3)
      ? [field(0, { namespace: 'facts', key: 'birth_date', type: 'date', value: born })]
      : []),
    ...(faker.datatype.boolean(0.2)
      ? [field(1, { namespace: 'loyalty', key: 'points', type: 'number_integer', value: points })]
      : []),
  ]
}

/** Some have begun what they did not finish, are owed something, or pay by themselves each month. */
export function unfinished(
  { customers, products }: Furnished,
  words: Words,
  today: Date,
): Pick<
  Shop,
  'draftOrders' | 'abandonedCheckouts' | 'storeCredit' | 'giftCards' | 'paymentMethods' | 'subscriptions' | 'comments'
> {
  const shop = { products, words, today }
  const some = (every: number, rest: number) => customers.filter(({ id, email }) => email && id % every === rest)
  return {
    draftOrders: some(40, 3).map((customer, n) => aDraft(customer, shop, n)),
    abandonedCheckouts: some(15, 4).map((customer) => aCheckout(customer, shop)),
    storeCredit: some(30, 5).map((customer) => aCredit(customer, today)),
    giftCards: some(35, 6).map((customer) => aGiftCard(customer, today)),
    paymentMethods: [],
    subscriptions: [],
    comments: some(25, 7).map((customer) => aComment(customer, shop)),
  }
}
