import type { AdminApi } from './admin.ts'
import { answerOf, type RetryPolicy, refuseOn } from './calls.ts'
import type { PrivacyCountryCode } from './generated/admin.types.d.ts'

/** A region for which Shopify knows whether consent is required; `regionCode` is null for a whole country. */
export interface ConsentRegion {
  countryCode: PrivacyCountryCode
  regionCode: string | null
  consentRequired: boolean
}

export interface PrivacyOfShop {
  /** Whether Shopify's own cookie banner is on. */
  ownBanner: boolean
  regions: ConsentRegion[]
}

export async function readPrivacyOfShop(admin: AdminApi, retryPolicy: RetryPolicy): Promise<PrivacyOfShop> {
  const { privacySettings, consentPolicy } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptPrivacyOfShop {
          privacySettings { banner { enabled } }
          consentPolicy { countryCode regionCode consentRequired }
        }`,
        options,
      ),
    retryPolicy,
  )
  const regions = consentPolicy.flatMap(({ countryCode, regionCode, consentRequired }) =>
    countryCode ? [{ countryCode, regionCode: regionCode ?? null, consentRequired: consentRequired ?? false }] : [],
  )
  return { ownBanner: privacySettings.banner?.enabled ?? false, regions }
}

/** Turns off Shopify's own cookie banner. Only staff can turn it on again, in the shop's settings. */
export async function turnOffOwnBanner(admin: AdminApi, retryPolicy: RetryPolicy): Promise<void> {
  const { privacyFeaturesDisable } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptOwnBannerOff {
          privacyFeaturesDisable(featuresToDisable: [COOKIE_BANNER]) { userErrors { message code } }
        }`,
        options,
      ),
    retryPolicy,
  )
  refuseOn(privacyFeaturesDisable?.userErrors)
}

/** Makes Shopify wait for consent in these countries. Refused while Shopify's own banner is on. */
export async function requireConsent(
  admin: AdminApi,
  countries: readonly PrivacyCountryCode[],
  retryPolicy: RetryPolicy,
): Promise<void> {
  const policies = countries.map((countryCode) => ({ countryCode, consentRequired: true }))
  const { consentPolicyUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptConsentRegions($policies: [ConsentPolicyInput!]!) {
          consentPolicyUpdate(consentPolicies: $policies) { userErrors { message code } }
        }`,
        { variables: { policies }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(consentPolicyUpdate?.userErrors)
}
