import type { BulkOperation } from '../../bulk/operations.ts'
import { bulkQuery } from '../../bulk/restrictions.ts'
import { gid, idOf } from '../../shop/model.ts'
import { connection, type PageArguments } from '../connection.ts'
import { type Resolvers, userError, type WithId } from '../context.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

interface Asked {
  query: string
  groupObjects: boolean
}

/** What an app reads in one go. */
export const bulkResolvers: Resolvers = {
  QueryRoot: {
    bulkOperation: (_source, { id }: WithId, { state }) =>
      state.bulk.all.find(({ number }) => number === idOf(id)) ?? null,
    bulkOperations: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(state.bulk.all, page, ({ number }) => [number, number]),
    currentBulkOperation: (_source, { type }: { type?: string }, { state }) =>
      type === 'MUTATION' ? null : (state.bulk.all.at(-1) ?? null),
  },
  BulkOperation: {
    id: ({ number }: BulkOperation) => gid('BulkOperation', number),
    type: () => 'QUERY',
    status: (operation: BulkOperation, _args, { state }) =>
      state.bulk.isExpired(operation, { now: state.now() }) ? 'EXPIRED' : operation.status,
    objectCount: ({ objectCount }: BulkOperation) => String(objectCount),
    rootObjectCount: ({ rootObjectCount }: BulkOperation) => String(rootObjectCount),
    fileSize: ({ fileSize, completedAt }: BulkOperation) => (completedAt ? String(fileSize) : null),
    url: (operation: BulkOperation, _args, { state }) => {
      const isThere = operation.status === 'COMPLETED' && !state.bulk.isExpired(operation, { now: state.now() })
      return isThere ? state.bulk.urlOf(operation, state) : null
    },
    partialDataUrl: (operation: BulkOperation, _args, { state }) => {
      const isPartial = operation.status === 'FAILED' || operation.status === 'CANCELED'
      const isThere = isPartial && !state.bulk.isExpired(operation, { now: state.now() })
      return isThere ? state.bulk.urlOf(operation, state) : null
    },
  },
  Mutation: {
    bulkOperationRunQuery: (_source, { query, groupObjects }: Asked, context) => {
      const refused = (message: string, code: string) => ({
        bulkOperation: null,
        userErrors: [userError(['query'], message, code)],
      })
      const { state, admin } = context
      const document = bulkQuery(admin.schema, query)
      if ('problem' in document) return refused(document.problem, 'INVALID')
      if (state.bulk.isFull) {
        return refused('Too many bulk query operations for this app and shop are already in progress.', 'LIMIT_REACHED')
      }
      return { bulkOperation: state.bulk.start(document, query, context, groupObjects), userErrors: [] }
    },
    bulkOperationCancel: (_source, { id }: WithId, { state }) => {
      const operation = state.bulk.all.find(({ number }) => number === idOf(id))
      if (!operation) return { bulkOperation: null, userErrors: [userError(['id'], 'Bulk operation does not exist')] }
      if (operation.completedAt) {
        const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`
        return { bulkOperation: operation, userErrors: [userError(['id'], message)] }
      }
      state.bulk.cancel(operation)
      return { bulkOperation: operation, userErrors: [] }
    },
  },
}
