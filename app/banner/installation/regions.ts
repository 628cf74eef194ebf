import { isInEea } from '../../register/index.ts'
import type { ConsentRegion } from '../../shopify/privacy.ts'

/**
 * Countries outside the EEA whose law asks for consent as the EEA's does: the UK (PECR, reg. 6) and Switzerland
 * (practice).
 */
const BESIDE_THE_EEA: ReadonlySet<string> = new Set(['GB', 'CH'])

const needsConsent = ({ countryCode, regionCode }: ConsentRegion) =>
  regionCode === null && (isInEea(countryCode) || BESIDE_THE_EEA.has(countryCode))

/** The countries of Shopify's list whose law asks for consent. */
export const consentCountries = (regions: readonly ConsentRegion[]): ConsentRegion['countryCode'][] =>
  regions.filter(needsConsent).map(({ countryCode }) => countryCode)

/** The countries among them where Shopify does not wait for consent. */
export const countriesWithout = (regions: readonly ConsentRegion[]): ConsentRegion['countryCode'][] =>
  consentCountries(regions.filter(({ consentRequired }) => !consentRequired))
