import { answerOf, refuseOn } from './calls.ts'
import type { ShopClient } from './shop-client.ts'

/**
 * Starts the shop's workflows that begin with a trigger of Kept's.
 *
 * @throws ShopifyUnavailable; ShopifyRefusal, as for a payload that is not what the extension says
 */
export async function fireFlowTrigger(
  { admin, retryPolicy }: ShopClient,
  handle: string,
  payload: object,
): Promise<void> {
  const { flowTriggerReceive } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptFlowTrigger($handle: String!, $payload: JSON!) {
          flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field message } }
        }`,
        { variables: { handle, payload }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(flowTriggerReceive?.userErrors)
}
