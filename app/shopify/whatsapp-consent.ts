/** Marketing by WhatsApp: Shopify keeps it beside SMS, under the customer's telephone number. Scope: write_customers. */
import { answerOf, refuseOn } from './calls.ts'
import type { HeldConsent } from './marketing-consent.ts'
import { gidOf } from './person-data/ask.ts'
import type { ShopClient } from './shop-client.ts'

/** @returns null when Shopify has no such customer (any more) */
export async function readWhatsAppConsent(
  { admin, retryPolicy }: ShopClient,
  customerId: string,
): Promise<HeldConsent | null> {
  const { customer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptWhatsAppConsent($id: ID!) {
          customer(id: $id) { defaultPhoneNumber { whatsAppMarketingConsent { state updatedAt } } }
        }`,
        { variables: { id: gidOf('Customer', customerId) }, ...options },
      ),
    retryPolicy,
  )
  if (!customer) return null
  const held = customer.defaultPhoneNumber?.whatsAppMarketingConsent
  return {
    state: held?.state ?? null,
    updatedAt: typeof held?.updatedAt === 'string' ? new Date(held.updatedAt) : null,
  }
}

/** Ends it as of the person's refusal. @throws ShopifyUnavailable, ShopifyRefusal */
export async function endWhatsApp({ admin, retryPolicy }: ShopClient, customerId: string, at: Date): Promise<void> {
  const { customerWhatsAppMarketingConsentUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptWhatsAppUnsubscribed($id: ID!, $at: DateTime!) {
          customerWhatsAppMarketingConsentUpdate(
            input: { customerId: $id, whatsAppMarketingConsent: { state: UNSUBSCRIBED, updatedAt: $at } }
          ) { userErrors { message code } }
        }`,
        { variables: { id: gidOf('Customer', customerId), at: at.toISOString() }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(customerWhatsAppMarketingConsentUpdate?.userErrors)
}
