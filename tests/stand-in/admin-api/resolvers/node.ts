import { customerWith, idOf, type Shop } from '../../shop/model.ts'
import { notImplemented, type Resolvers, type WithId } from '../context.ts'
import { manyOrderWith } from '../many-orders.ts'

/** What `node` and `nodes` find, by the type that the id names. */
const FINDERS: Record<string, (shop: Shop, id: number) => object | undefined> = {
  Customer: customerWith,
  Order: (shop, wanted) => shop.orders.find(({ id }) => id === wanted) ?? manyOrderWith(shop, wanted),
  DraftOrder: (shop, wanted) => shop.draftOrders.find(({ id }) => id === wanted),
  AbandonedCheckout: (shop, wanted) => shop.abandonedCheckouts.find(({ id }) => id === wanted),
  GiftCard: (shop, wanted) => shop.giftCards.find(({ id }) => id === wanted),
  StoreCreditAccount: (shop, wanted) => shop.storeCredit.find(({ id }) => id === wanted),
  SubscriptionContract: (shop, wanted) => shop.subscriptions.find(({ id }) => id === wanted),
  Company: (shop, wanted) => shop.companies.find(({ id }) => id === wanted),
  Page: (shop, wanted) => shop.pages.find(({ id }) => id === wanted),
  ShopPolicy: (shop, wanted) => shop.policies.find(({ id }) => id === wanted),
}

function find(shop: Shop, gid: string) {
  const type = gid.split('/')[3] ?? ''
  const finder = FINDERS[type]
  if (!finder) throw notImplemented(`node of type ${type}`)
  const found = finder(shop, idOf(gid))
  return found ? { __typename: type, ...found } : null
}

export const nodeResolvers: Resolvers = {
  QueryRoot: {
    node: (_source, { id }: WithId, { state }) => find(state.shop, id),
    nodes: (_source, { ids }: { ids: string[] }, { state }) => ids.map((id) => find(state.shop, id)),
  },
}
