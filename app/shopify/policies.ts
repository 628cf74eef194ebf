import type { AdminApi } from './admin.ts'
import { answerOf, type RetryPolicy, refuseOn } from './calls.ts'

interface ShopLocale {
  /** As Shopify writes it: `fr`, `pt-BR`. */
  locale: string
  primary: boolean
}

/** What the shop shows as its privacy policy, and what decides on it. */
export interface PolicyOfShop {
  /** The storefront's own address, without a slash at its end. */
  url: string
  /** The languages that customers can read the shop in, its own first. */
  locales: ShopLocale[]
  /** Shopify writes the policy by itself, and takes none from anybody. */
  isAutomatic: boolean
  /** In the shop's own language; null when the shop has none. */
  policy: { id: string; body: string } | null
}

export async function readPolicyOfShop(admin: AdminApi, retryPolicy: RetryPolicy): Promise<PolicyOfShop> {
  const { shop, shopLocales, privacySettings } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptPolicyOfShop {
          shop {
            primaryDomain { url }
            shopPolicies { id type body }
          }
          shopLocales(published: true) { locale primary }
          privacySettings { privacyPolicy { autoManaged } }
        }`,
        options,
      ),
    retryPolicy,
  )
  const policy = shop.shopPolicies.find(({ type, body }) => type === 'PRIVACY_POLICY' && body.trim() !== '')
  return {
    url: shop.primaryDomain.url.replace(/\/+$/, ''),
    locales: shopLocales
      .map(({ locale, primary }) => ({ locale, primary }))
      .toSorted((a, b) => Number(b.primary) - Number(a.primary)),
    isAutomatic: privacySettings.privacyPolicy?.autoManaged ?? false,
    policy: policy ? { id: policy.id, body: policy.body } : null,
  }
}

/** Writes the privacy policy in the shop's own language; an empty body takes it away. Gives the policy's id. */
export async function writePrivacyPolicy(admin: AdminApi, body: string, retryPolicy: RetryPolicy): Promise<string> {
  const { shopPolicyUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptPolicyUpdate($body: String!) {
          shopPolicyUpdate(shopPolicy: { type: PRIVACY_POLICY, body: $body }) {
            shopPolicy { id }
            userErrors { message code }
          }
        }`,
        { variables: { body }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(shopPolicyUpdate?.userErrors)
  return shopPolicyUpdate?.shopPolicy?.id ?? ''
}

/** Turns off the policy that Shopify writes by itself. Only staff can turn it on again, in the shop's settings. */
export async function turnOffAutomaticPolicy(admin: AdminApi, retryPolicy: RetryPolicy): Promise<void> {
  const { privacyFeaturesDisable } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptAutomaticPolicyOff {
          privacyFeaturesDisable(featuresToDisable: [PRIVACY_POLICY]) {
            userErrors { message code }
          }
        }`,
        options,
      ),
    retryPolicy,
  )
  refuseOn(privacyFeaturesDisable?.userErrors)
}
