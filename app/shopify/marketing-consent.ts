import type { AdminApi } from './admin.ts'
import { answerOf, type RetryPolicy, refuseOn } from './calls.ts'

/** A customer's marketing consent for a channel. `state` is null when there is no address or number to write to. */
export interface HeldConsent {
  /** Shopify's name of the state, such as `SUBSCRIBED`. */
  state: string | null
  updatedAt: Date | null
}

const customerGid = (customerId: string) => `gid://shopify/Customer/${customerId}`

const toHeld = (address: { marketingState: string; marketingUpdatedAt?: unknown } | null | undefined): HeldConsent => ({
  state: address?.marketingState ?? null,
  updatedAt: typeof address?.marketingUpdatedAt === 'string' ? new Date(address.marketingUpdatedAt) : null,
})

/** @returns null when Shopify has no such customer (any more) */
export async function readMarketingConsent(
  admin: AdminApi,
  customerId: string,
  channel: 'email' | 'sms',
  retryPolicy: RetryPolicy,
): Promise<HeldConsent | null> {
  const { customer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptMarketingConsent($id: ID!) {
          customer(id: $id) {
            defaultEmailAddress { marketingState marketingUpdatedAt }
            defaultPhoneNumber { marketingState marketingUpdatedAt }
          }
        }`,
        { variables: { id: customerGid(customerId) }, ...options },
      ),
    retryPolicy,
  )
  if (!customer) return null
  return toHeld(channel === 'email' ? customer.defaultEmailAddress : customer.defaultPhoneNumber)
}

/**
 * Ends a customer's marketing e-mails or SMS, as of the person's refusal (Shopify stores the newest such time).
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function unsubscribe(
  admin: AdminApi,
  customerId: string,
  { channel, at }: { channel: 'email' | 'sms'; at: Date },
  retryPolicy: RetryPolicy,
): Promise<void> {
  const variables = { id: customerGid(customerId), at: at.toISOString() }
  const ended = channel === 'email' ? endEmail(admin, variables, retryPolicy) : endSms(admin, variables, retryPolicy)
  refuseOn(await ended)
}

/**
 * Subscribes a customer to a channel, as of when they agreed. They did so signed in, in one step.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function subscribe(
  admin: AdminApi,
  customerId: string,
  { channel, at }: { channel: 'email' | 'sms'; at: Date },
  retryPolicy: RetryPolicy,
): Promise<void> {
  const variables = { id: customerGid(customerId), at: at.toISOString() }
  refuseOn(await (channel === 'email' ? beginEmail : beginSms)(admin, variables, retryPolicy))
}

async function beginEmail(admin: AdminApi, variables: Changed, retryPolicy: RetryPolicy) {
  const { customerEmailMarketingConsentUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptEmailSubscribed($id: ID!, $at: DateTime!) {
          customerEmailMarketingConsentUpdate(
            input: {
              customerId: $id
              emailMarketingConsent: {
                marketingState: SUBSCRIBED
                marketingOptInLevel: SINGLE_OPT_IN
                consentUpdatedAt: $at
              }
            }
          ) { userErrors { message code } }
        }`,
        { variables, ...options },
      ),
    retryPolicy,
  )
  return customerEmailMarketingConsentUpdate?.userErrors
}

async function beginSms(admin: AdminApi, variables: Changed, retryPolicy: RetryPolicy) {
  const { customerSmsMarketingConsentUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptSmsSubscribed($id: ID!, $at: DateTime!) {
          customerSmsMarketingConsentUpdate(
            input: {
              customerId: $id
              smsMarketingConsent: {
                marketingState: SUBSCRIBED
                marketingOptInLevel: SINGLE_OPT_IN
                consentUpdatedAt: $at
              }
            }
          ) { userErrors { message code } }
        }`,
        { variables, ...options },
      ),
    retryPolicy,
  )
  return customerSmsMarketingConsentUpdate?.userErrors
}

interface Changed {
  id: string
  at: string
}

async function endEmail(admin: AdminApi, variables: Changed, retryPolicy: RetryPolicy) {
  const { customerEmailMarketingConsentUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptEmailUnsubscribed($id: ID!, $at: DateTime!) {
          customerEmailMarketingConsentUpdate(
            input: { customerId: $id, emailMarketingConsent: { marketingState: UNSUBSCRIBED, consentUpdatedAt: $at } }
          ) { userErrors { message code } }
        }`,
        { variables, ...options },
      ),
    retryPolicy,
  )
  return customerEmailMarketingConsentUpdate?.userErrors
}

async function endSms(admin: AdminApi, variables: Changed, retryPolicy: RetryPolicy) {
  const { customerSmsMarketingConsentUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptSmsUnsubscribed($id: ID!, $at: DateTime!) {
          customerSmsMarketingConsentUpdate(
            input: { customerId: $id, smsMarketingConsent: { marketingState: UNSUBSCRIBED, consentUpdatedAt: $at } }
          ) { userErrors { message code } }
        }`,
        { variables, ...options },
      ),
    retryPolicy,
  )
  return customerSmsMarketingConsentUpdate?.userErrors
}
