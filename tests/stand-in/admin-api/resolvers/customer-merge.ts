import { randomUUID } from 'node:crypto'
import { keptOf, merge, type Override, obstaclesTo } from '../../shop/merge.ts'
import { type Customer, customerWith, gid, idOf } from '../../shop/model.ts'
import { type Resolvers, userError } from '../context.ts'

interface Arguments {
  customerOneId: string
  customerTwoId: string
  overrideFields?: Override
}

/** Shopify merges within seconds. */
const MERGED_AFTER_MS = 50

/** Merges two customers, as Shopify does some time after it was asked. */
export const customerMergeResolvers: Resolvers = {
  QueryRoot: {
    customerMergeJobStatus: (_source, { jobId }: { jobId: string }, { state }) => state.merges.get(jobId) ?? null,
    job: (_source, { id }: { id: string }, { state }) => {
      const request = state.merges.get(id)
      return request ? { id, done: request.status !== 'IN_PROGRESS' } : null
    },
  },
  Customer: {
    mergeable: (customer: Customer, _args, { state }) => {
      const errorFields = obstaclesTo(state.shop, customer)
      const reason = errorFields.length > 0 ? `Customer has ${errorFields.join(', ').toLowerCase()}` : null
      return { isMergeable: errorFields.length === 0, errorFields, reason, mergeInProgress: null }
    },
  },
  Mutation: {
    customerMerge: (_source, { customerOneId, customerTwoId, overrideFields }: Arguments, { state }) => {
      const [one, two] = [customerOneId, customerTwoId].map((id) => customerWith(state.shop, idOf(id)))
      const refused = (field: string, message: string, code: string) => ({
        job: null,
        resultingCustomerId: null,
        userErrors: [userError([field], message, code)],
      })
      if (!one) return refused('customerOneId', 'Customer does not exist', 'INVALID_CUSTOMER_ID')
      if (!two || one === two) return refused('customerTwoId', 'Customer does not exist', 'INVALID_CUSTOMER_ID')
      for (const [field, customer] of [
        ['customerOneId', one],
        ['customerTwoId', two],
      ] as const) {
        const [obstacle] = obstaclesTo(state.shop, customer)
        if (!obstacle) continue
        const code = obstacle === 'GIFT_CARDS' ? 'CUSTOMER_HAS_GIFT_CARDS' : 'INVALID_CUSTOMER'
        return refused(field, `Customer cannot be merged because of ${obstacle.toLowerCase()}`, code)
      }
      const jobId = gid('Job', randomUUID())
      const resultingCustomerId = gid('Customer', keptOf([one, two], overrideFields).id)
      const request = { jobId, resultingCustomerId, status: 'IN_PROGRESS', customerMergeErrors: [] }
      state.merges.set(jobId, request)
      setTimeout(() => {
        merge(state, [one, two], overrideFields)
        state.merges.set(jobId, { ...request, status: 'COMPLETED' })
      }, MERGED_AFTER_MS)
      return { job: { id: jobId, done: false }, resultingCustomerId, userErrors: [] }
    },
  },
}
