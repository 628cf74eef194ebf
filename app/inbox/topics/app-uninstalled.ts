import { z } from 'zod'
import { noteUninstalled } from '../../shopify/installation.ts'
import { defineTopic } from './topic.ts'

/** The shop removed Kept: its sessions end. */
export const appUninstalled = defineTopic({
  path: '/webhooks/app',
  payload: z.object({ myshopify_domain: z.string() }),
  act: async (tx, _payload, message) => ({
    sessions: await noteUninstalled(tx, message.triggeredAt ?? message.receivedAt),
  }),
})
