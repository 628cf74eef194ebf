import { type Attribute, gid, idOf, type Order } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { orderBody } from '../../shop/webhooks.ts'
import { type Resolvers, userError, type WithId } from '../context.ts'
import { type AddressInput, addressFrom } from './customer-addresses.ts'

interface OrderInput {
  id: string
  email?: string | null
  phone?: string | null
  note?: string | null
  poNumber?: string | null
  tags?: string[]
  customAttributes?: Attribute[]
  shippingAddress?: AddressInput
}

const find = ({ shop }: ShopState, id: string) => shop.orders.find((order) => order.id === idOf(id))

function change(state: ShopState, order: Order, changes: Partial<Order>): Order {
  Object.assign(order, changes, { updatedAt: state.now().toISOString() })
  state.changed()
  state.tell('orders/updated', orderBody(state.shop, order))
  return order
}

/** What an app changes about orders. The billing address is not among it. */
export const orderWriteResolvers: Resolvers = {
  Mutation: {
    orderUpdate: (_source, { input }: { input: OrderInput }, { state }) => {
      const order = find(state, input.id)
      if (!order) return { order: null, userErrors: [userError(['id'], 'Order does not exist')] }
      const { email, phone, note, poNumber, tags, customAttributes, shippingAddress } = input
      const given = Object.entries({ email, phone, note, poNumber, tags, customAttributes }).filter(
        ([, value]) => value !== undefined,
      )
      const before = order.shippingAddress
      const placed = shippingAddress && {
        shippingAddress: addressFrom(before?.id ?? state.nextId(), shippingAddress, before ?? {}),
      }
      return { order: change(state, order, { ...Object.fromEntries(given), ...placed }), userErrors: [] }
    },
    orderCustomerRemove: (_source, { orderId }: { orderId: string }, { state }) => {
      const order = find(state, orderId)
      if (!order) return { order: null, userErrors: [userError(['orderId'], 'Order does not exist', 'NOT_FOUND')] }
      return { order: change(state, order, { customerId: null }), userErrors: [] }
    },
    draftOrderDelete: (_source, { input }: { input: WithId }, { state }) => {
      const draft = state.shop.draftOrders.find(({ id }) => id === idOf(input.id))
      if (!draft) return { deletedId: null, userErrors: [userError(['input', 'id'], 'Draft order does not exist')] }
      if (draft.status === 'COMPLETED') {
        return { deletedId: null, userErrors: [userError(['input', 'id'], 'Completed draft orders cannot be deleted')] }
      }
      state.shop.draftOrders = state.shop.draftOrders.filter((one) => one !== draft)
      state.changed()
      state.tell('draft_orders/delete', { id: draft.id })
      return { deletedId: gid('DraftOrder', draft.id), userErrors: [] }
    },
    customerPaymentMethodRevoke: (
      _source,
      { customerPaymentMethodId: given }: { customerPaymentMethodId: string },
      { state },
    ) => {
      const method = state.shop.paymentMethods.find(({ id }) => given.endsWith(`/${id}`))
      const refused = (message: string) => ({
        revokedCustomerPaymentMethodId: null,
        userErrors: [userError(['customerPaymentMethodId'], message)],
      })
      if (!method) return refused('Customer payment method does not exist')
      if (method.revokedAt) return refused('Customer payment method has already been revoked')
      const paying = state.shop.subscriptions.some(
        ({ paymentMethodId, status }) => paymentMethodId === method.id && status === 'ACTIVE',
      )
      if (paying) return refused('Customer payment method has active subscription contracts')
      method.revokedAt = state.now().toISOString()
      method.revokedReason = 'MANUALLY_REVOKED'
      state.changed()
      state.tell('customer_payment_methods/revoke', { admin_graphql_api_id: given })
      return { revokedCustomerPaymentMethodId: given, userErrors: [] }
    },
  },
}
