/** What Shopify's signals mean to the parts that ask it for an answer. */
import type { CustomerPrivacy, Purpose, Signal } from './page.ts'

/** The question by which Shopify says whether what a signal drives is allowed. */
export const ALLOWED = {
  preferences: 'preferencesProcessingAllowed',
  analytics: 'analyticsProcessingAllowed',
  marketing: 'marketingAllowed',
  sale_of_data: 'saleOfDataAllowed',
} as const satisfies Record<Signal, keyof CustomerPrivacy>

/**
 * What an opt-out of sale and sharing ends, by a button as by the browser's signal: "sharing" is cross-context behavioural
 * advertising, whether or not somebody pays (Cal. Civ. Code § 1798.140(ah)).
 */
export const isSold = ([, signal]: Purpose) => signal === 'sale_of_data' || signal === 'marketing'
