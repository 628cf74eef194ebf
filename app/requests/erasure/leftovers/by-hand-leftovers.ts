import { ShopifyRefusal } from '../../../shopify/calls.ts'
import { gidOf, type NodePage } from '../../../shopify/person-data/ask.ts'
import { readGiftCards, readStoreCredit, readSubscriptions } from '../../../shopify/person-data/payments.ts'
import { readCheckouts } from '../../../shopify/person-data/sales.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { PersonToErase } from '../model.ts'
import { everyPage, leftover } from './leftover.ts'
import type { Leftover } from './model.ts'
import type { LeftReason } from './words.ts'

type Read<Node> = (client: ShopClient, customerId: string, after: string | null) => Promise<NodePage<Node>>

interface ByHand<Node> extends Pick<Leftover, 'group' | 'scopes' | 'cannot'> {
  reason: LeftReason
  /** Null where the person has nothing that it could be found by. */
  reader(person: PersonToErase): Read<Node> | null
  isLeft(node: Node, customerId: string): boolean
}

/** Only people can see to it: it is counted, and nothing is written. */
const byHand = <Node>({ reason, reader, isLeft, ...line }: ByHand<Node>): Leftover =>
  leftover<never>({
    ...line,
    mutation: '',
    limit: null,
    find: async function* (client, person) {
      const { customerId } = person
      const read = reader(person)
      if (customerId === null || read === null) return
      for await (const { nodes, denied } of everyPage((after) => read(client, customerId, after))) {
        if (nodes.length === 0 && denied.length > 0) throw new ShopifyRefusal('Kept may not see this', 'ACCESS_DENIED')
        const count = nodes.filter((node) => isLeft(node, customerId)).length
        yield { items: [], left: count > 0 ? [{ state: 'by_hand', reason, count }] : [] }
      }
    },
    erase: async () => null,
  })

const isWorthSomething = ({ amount }: { amount: string }) => Number(amount) > 0

export const BY_HAND = {
  /** Found by the customer's address, since Shopify's search knows no filter by customer. */
  checkouts: byHand({
    group: 'abandoned_checkouts',
    scopes: ['read_orders'],
    cannot: 'no_deletion_of_checkouts',
    reason: 'NO_API',
    reader: ({ email, phone }) => {
      const search = email ?? phone
      return search ? (client, customerId, after) => readCheckouts(client, { customerId, search }, after) : null
    },
    isLeft: ({ completedAt }) => !completedAt,
  }),
  subscriptions: byHand({
    group: 'subscriptions',
    scopes: ['read_own_subscription_contracts'],
    cannot: 'contracts_of_other_apps',
    reason: 'OTHER_APP',
    reader: () => readSubscriptions,
    isLeft: ({ status }) => status !== 'CANCELLED' && status !== 'EXPIRED',
  }),
  storeCredit: byHand({
    group: 'store_credit',
    scopes: ['read_store_credit_accounts', 'read_store_credit_account_transactions'],
    cannot: 'money',
    reason: 'MONEY',
    reader: () => readStoreCredit,
    isLeft: ({ balance }) => isWorthSomething(balance),
  }),
  giftCards: byHand({
    group: 'gift_cards',
    scopes: ['read_gift_cards'],
    cannot: 'money',
    reason: 'MONEY',
    reader: () => readGiftCards,
    isLeft: ({ customer, recipientAttributes, enabled, balance }, customerId) => {
      const gid = gidOf('Customer', customerId)
      const isTheirs = customer?.id === gid || recipientAttributes?.recipient?.id === gid
      return isTheirs && enabled && isWorthSomething(balance)
    },
  }),
} as const
