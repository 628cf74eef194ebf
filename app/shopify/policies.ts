import type { AdminApi } from './admin.ts'
import { answerOf, type RetryPolicy, refuseOn } from './calls.ts'

interface ShopLocale {
  /** As Shopify writes it: `fr`, `pt-BR`. */
  locale: string
  primary: boolean
}

/** The shop's privacy policy, and the settings that affect it. */
export interface PolicyOfShop {
  /** The storefront's own address, without a slash at its end. */
  url: string
  /** The shop's published locales, its own first. */
  locales: ShopLocale[]
  /** Whether Shopify writes the policy itself. Then it refuses other texts. */
  isAutomatic: boolean
  /** The policy in the shop's own language; null when there is none. */
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

/** Writes the privacy policy in the shop's own language; an empty body removes it. Returns the policy's id. */
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

/** Turns Shopify's automatic policy off. Only staff can turn it on again, in the shop's settings. */
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
