import { z } from 'zod'
import { noteMerge } from '../merge.ts'
import { defineTopic } from './topic.ts'

/** `gid://shopify/Customer/7`: the id in Shopify's other APIs. */
const customerGid = z
  .string()
  .regex(/^gid:\/\/shopify\/Customer\/\d{1,20}$/)
  .transform((gid) => gid.slice(gid.lastIndexOf('/') + 1))

/** The states of a merge that did not happen, or not yet (CustomerMergeRequestStatus of the Admin API). */
const NOT_MERGED = ['failed', 'in_progress', 'requested']

/** Two customers were merged, or the merge failed: Shopify reports both. Without a status it happened. */
export const customersMerge = defineTopic({
  path: '/webhooks/customers',
  payload: z.object({
    admin_graphql_api_customer_kept_id: customerGid,
    admin_graphql_api_customer_deleted_id: customerGid,
    status: z.string().nullish().catch(null),
  }),
  act: async (tx, payload, message) => {
    const merge = {
      kept: payload.admin_graphql_api_customer_kept_id,
      deleted: payload.admin_graphql_api_customer_deleted_id,
    }
    const isMerged = !NOT_MERGED.includes(payload.status?.toLowerCase() ?? '')
    return isMerged && merge.kept !== merge.deleted ? noteMerge(tx, merge, message) : { merged: false }
  },
})
