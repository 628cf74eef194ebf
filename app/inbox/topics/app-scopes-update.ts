import { z } from 'zod'
import { retryWriteBacks } from '../../consent/index.ts'
import { noteScopes } from '../../shopify/installation.ts'
import { defineTopic } from './topic.ts'

/** The access scopes of Kept changed. With write access to customers, waiting withdrawals are written. */
export const appScopesUpdate = defineTopic({
  path: '/webhooks/app',
  payload: z.object({ current: z.array(z.string().max(200)).max(5_000) }),
  act: async (tx, payload) => {
    const sessions = await noteScopes(tx, payload.current)
    if (payload.current.includes('write_customers')) await retryWriteBacks(tx)
    return { sessions }
  },
})
