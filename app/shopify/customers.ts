import type { AdminApi } from './admin.ts'
import { answerOf, INTERACTIVE, type RetryPolicy } from './calls.ts'
import type { ShopClient } from './shop-client.ts'

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

/**
 * The id of the customer with this telephone number; null when there is none, or it is no number to Shopify.
 *
 * @throws as above
 */
export async function findCustomerIdByPhone(client: ShopClient, phone: string): Promise<string | null> {
  const number = phone.replace(/[^\d+]/g, '')
  if (!/^\+\d{6,15}$/.test(number)) return null
  const { customerByIdentifier } = await answerOf(
    (options) =>
      client.admin.graphql(
        `#graphql
        query KeptCustomerByPhone($phone: String!) {
          customerByIdentifier(identifier: { phoneNumber: $phone }) { legacyResourceId }
        }`,
        { ...options, variables: { phone: number } },
      ),
    client.retryPolicy,
  )
  return customerByIdentifier ? String(customerByIdentifier.legacyResourceId) : null
}

/**
 * The e-mail address of a customer as Shopify has it now; null when it has none, or no such customer.
 *
 * @param id the number in Shopify's webhooks
 * @throws ShopifyUnavailable; ShopifyRefusal as above
 */
export async function readCustomerMail(admin: AdminApi, id: string, retryPolicy: RetryPolicy): Promise<string | null> {
  const { customer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptCustomerMail($id: ID!) {
          customer(id: $id) { defaultEmailAddress { emailAddress } }
        }`,
        { ...options, variables: { id: `gid://shopify/Customer/${id}` } },
      ),
    retryPolicy,
  )
  return customer?.defaultEmailAddress?.emailAddress ?? null
}

/** A customer as staff know them in Shopify. */
export interface CustomerHeader {
  name: string
  /** As Shopify counts them. */
  orders: number
  since: string
}

/**
 * A customer as Shopify has them now; null when there is no such customer (any more).
 *
 * @throws as above
 */
export async function readCustomerHeader(admin: AdminApi, id: string): Promise<CustomerHeader | null> {
  const { customer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptCustomerHeader($id: ID!) {
          customer(id: $id) { displayName numberOfOrders createdAt }
        }`,
        { ...options, variables: { id: `gid://shopify/Customer/${id}` } },
      ),
    INTERACTIVE,
  )
  if (!customer) return null
  return { name: customer.displayName, orders: Number(customer.numberOfOrders), since: customer.createdAt }
}

/**
 * The phone number of a customer as Shopify has it now; null when it has none.
 *
 * @throws as above
 */
export async function readCustomerPhone(admin: AdminApi, id: string): Promise<string | null> {
  const { customer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptCustomerPhone($id: ID!) {
          customer(id: $id) { defaultPhoneNumber { phoneNumber } }
        }`,
        { ...options, variables: { id: `gid://shopify/Customer/${id}` } },
      ),
    INTERACTIVE,
  )
  return customer?.defaultPhoneNumber?.phoneNumber ?? null
}
