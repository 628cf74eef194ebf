import { z } from 'zod'
import { retryWriteBacks } from '../../consent/index.ts'
import { noteScopes } from '../../shopify/installation.ts'
import { defineTopic } from './topic.ts'

/** What Kept may do was changed: with write access to customers, withdrawals that waited for it are written. */
export const appScopesUpdate = defineTopic({
  path: '/webhooks/app',
  payload: z.object({ current: z.array(z.string().max(200)).max(5_000) }),
  act: async (tx, payload) => {
    const sessions = await noteScopes(tx, payload.current)
    if (payload.current.includes('write_customers')) await retryWriteBacks(tx)
    return { sessions }
  },
})
