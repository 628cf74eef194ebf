import type { AdminApi } from './admin.ts'
import { answerOf, INTERACTIVE } from './calls.ts'

/**
 * The id of the customer with this e-mail address; null when there is none.
 *
 * @throws ShopifyUnavailable; ShopifyRefusal when the shop's plan or Kept's approval does not cover customer data
 */
export async function findCustomerId(
  admin: AdminApi,
  email: string,
  retryPolicy = INTERACTIVE,
): Promise<string | null> {
  const { customerByIdentifier } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptCustomerByEmail($email: String!) {
          customerByIdentifier(identifier: { emailAddress: $email }) { legacyResourceId }
        }`,
        { ...options, variables: { email } },
      ),
    retryPolicy,
  )
  return customerByIdentifier ? String(customerByIdentifier.legacyResourceId) : null
}
