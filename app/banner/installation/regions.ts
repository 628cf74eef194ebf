import { isInEea } from '../../register/index.ts'
import type { ConsentRegion } from '../../shopify/privacy.ts'

/** Outside the EEA, where the law asks for consent as it does inside: the UK's PECR, reg. 6; Swiss practice follows. */
const BESIDE_THE_EEA: ReadonlySet<string> = new Set(['GB', 'CH'])

const needsConsent = ({ countryCode, regionCode }: ConsentRegion) =>
  regionCode === null && (isInEea(countryCode) || BESIDE_THE_EEA.has(countryCode))

/** Countries whose law asks for consent, of those that Shopify knows. */
export const consentCountries = (regions: readonly ConsentRegion[]): ConsentRegion['countryCode'][] =>
  regions.filter(needsConsent).map(({ countryCode }) => countryCode)

/** Those of them where Shopify does not wait for it. */
export const countriesWithout = (regions: readonly ConsentRegion[]): ConsentRegion['countryCode'][] =>
  consentCountries(regions.filter(({ consentRequired }) => !consentRequired))
