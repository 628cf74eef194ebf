/** Shopify's erasure of a customer: asked for, taken back, and looked at. Scope: write_customer_data_erasure. */
import { answerOf, refuseOn } from './calls.ts'
import { ask, gidOf } from './person-data/ask.ts'
import type { ShopClient } from './shop-client.ts'

/** A customer's name and addresses as Shopify has them now, for what has to be done before they are erased. */
export interface CustomerToErase {
  email: string | null
  phone: string | null
  /** As Shopify counts them, also those that Kept may not read. */
  orders: number
  /** The newest order that Kept may read; null without one. */
  lastOrderAt: Date | null
  /** Nothing is left by which the person could be recognised. */
  isErased: boolean
}

/**
 * The customer; null when Shopify has none with this id (any more).
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readCustomerToErase(client: ShopClient, customerId: string): Promise<CustomerToErase | null> {
  const { data } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptCustomerToErase($id: ID!) {
        customer(id: $id) {
          firstName
          lastName
          numberOfOrders
          defaultEmailAddress { emailAddress marketingState }
          defaultPhoneNumber { phoneNumber }
          defaultAddress { id }
          lastOrder { createdAt }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  const { customer } = data
  if (!customer) return null
  const email = customer.defaultEmailAddress?.emailAddress ?? null
  const phone = customer.defaultPhoneNumber?.phoneNumber ?? null
  const said = [customer.firstName, customer.lastName, email, phone, customer.defaultAddress]
  const at = customer.lastOrder?.createdAt
  return {
    email,
    phone,
    orders: Number(customer.numberOfOrders),
    lastOrderAt: typeof at === 'string' ? new Date(at) : null,
    isErased: said.every((one) => !one),
  }
}

/**
 * Whether the customer is the only contact of a company. Null where Kept may not see companies.
 *
 * @throws as above
 */
export async function isOnlyContact(client: ShopClient, customerId: string): Promise<boolean | null> {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptOnlyContact($id: ID!) {
        customer(id: $id) { companyContactProfiles { company { contactsCount { count } } } }
      }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  if (denied.length > 0) return null
  const profiles = data.customer?.companyContactProfiles ?? []
  return profiles.some(({ company }) => company.contactsCount?.count === 1)
}

/**
 * Asks Shopify to erase a customer. It only notes it: the erasure comes days to months later. Asked twice, it is noted once.
 *
 * @throws ShopifyUnavailable; ShopifyRefusal with the code DOES_NOT_EXIST, FAILED_TO_REQUEST or ACCESS_DENIED
 */
export async function requestDataErasure({ admin, retryPolicy }: ShopClient, customerId: string): Promise<void> {
  const { customerRequestDataErasure: answer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptRequestDataErasure($id: ID!) {
          customerRequestDataErasure(customerId: $id) { userErrors { message code } }
        }`,
        { variables: { id: gidOf('Customer', customerId) }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(answer?.userErrors)
}

/**
 * Takes an erasure back that Kept asked for.
 *
 * @throws ShopifyUnavailable; ShopifyRefusal with the code DOES_NOT_EXIST, FAILED_TO_CANCEL, NOT_BEING_ERASED,
 *   UNAUTHORIZED_CANCELLATION (somebody else asked for it) or ACCESS_DENIED
 */
export async function cancelDataErasure({ admin, retryPolicy }: ShopClient, customerId: string): Promise<void> {
  const { customerCancelDataErasure: answer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptCancelDataErasure($id: ID!) {
          customerCancelDataErasure(customerId: $id) { userErrors { message code } }
        }`,
        { variables: { id: gidOf('Customer', customerId) }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(answer?.userErrors)
}
