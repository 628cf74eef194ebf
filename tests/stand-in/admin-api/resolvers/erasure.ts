import { cancelErasure, requestErasure } from '../../shop/erase.ts'
import { customerWith, gid, idOf, ordersOf } from '../../shop/model.ts'
import { deletedBody } from '../../shop/webhooks.ts'
import { type Resolvers, userError, type WithId } from '../context.ts'

const MESSAGES = {
  NOT_BEING_ERASED: 'Customer is not being erased',
  UNAUTHORIZED_CANCELLATION: 'Only the original requester can cancel this data erasure',
} as const

/** Erasure as an app asks for it, and deletion of who never ordered. */
export const erasureResolvers: Resolvers = {
  Mutation: {
    customerRequestDataErasure: (_source, { customerId }: { customerId: string }, { state }) => {
      const customer = customerWith(state.shop, idOf(customerId))
      if (!customer) {
        const message = 'Customer does not exist'
        return { customerId: null, userErrors: [userError(['customerId'], message, 'DOES_NOT_EXIST')] }
      }
      requestErasure(state, customer, 'kept')
      return { customerId: gid('Customer', customer.id), userErrors: [] }
    },
    customerCancelDataErasure: (_source, { customerId }: { customerId: string }, { state }) => {
      const customer = customerWith(state.shop, idOf(customerId))
      const refused = (message: string, code: string) => ({
        customerId: null,
        userErrors: [userError(['customerId'], message, code)],
      })
      if (!customer) return refused('Customer does not exist', 'DOES_NOT_EXIST')
      const refusal = cancelErasure(state, customer, 'kept')
      if (refusal) return refused(MESSAGES[refusal], refusal)
      return { customerId: gid('Customer', customer.id), userErrors: [] }
    },
    customerDelete: (_source, { input }: { input: WithId }, { state }) => {
      const { shop } = state
      const customer = customerWith(shop, idOf(input.id))
      const refused = (message: string) => ({ deletedCustomerId: null, shop, userErrors: [userError(['id'], message)] })
      if (!customer) return refused("Customer can't be found")
      if (ordersOf(shop, customer.id).length > 0) return refused('Customer can’t be deleted because they have orders')
      shop.customers = shop.customers.filter((one) => one !== customer)
      state.changed()
      state.tell('customers/delete', deletedBody(customer))
      return { deletedCustomerId: gid('Customer', customer.id), shop, userErrors: [] }
    },
  },
}
