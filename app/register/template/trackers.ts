import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'
import type { WordingLookup } from './texts.ts'

const EVERYONE: Audience[] = ['consumer', 'professional']

type Tracker = NonNullable<RegisterInput['trackers']>[number]

const ofShopify = { audience: EVERYONE, provider: 'Shopify', recipient: 'shopify', party: 'first' } as const

/**
 * The cookies of every Shopify storefront (https://www.shopify.com/legal/cookies), and Kept's own cookie for the
 * choice.
 */
export const templateTrackers = (wording: WordingLookup): Tracker[] => [
  {
    ...ofShopify,
    id: 'shopify-essential',
    pattern: '_shopify_essential*',
    purpose: 'orders',
    description: wording('trackers.shopify-essential.description'),
    lifetime: { unit: 'years', value: 1 },
    exemption: 'strictly_necessary',
  },
  {
    ...ofShopify,
    id: 'cart',
    pattern: 'cart',
    purpose: 'orders',
    description: wording('trackers.cart.description'),
    lifetime: { unit: 'weeks', value: 2 },
    exemption: 'strictly_necessary',
  },
  {
    ...ofShopify,
    id: 'localization',
    pattern: 'localization',
    purpose: 'orders',
    description: wording('trackers.localization.description'),
    lifetime: { unit: 'years', value: 1 },
    exemption: 'strictly_necessary',
  },
  {
    ...ofShopify,
    id: 'tracking-consent',
    pattern: '_tracking_consent',
    purpose: 'legal',
    description: wording('trackers.tracking-consent.description'),
    lifetime: { unit: 'years', value: 1 },
    exemption: 'strictly_necessary',
  },
  {
    id: 'kept-choice',
    audience: EVERYONE,
    pattern: 'kp1',
    provider: 'Kept',
    purpose: 'legal',
    description: wording('trackers.kept-choice.description'),
    lifetime: { unit: 'persistent' },
    party: 'first',
    storage: 'local_storage',
    exemption: 'strictly_necessary',
  },
  {
    ...ofShopify,
    id: 'shopify-analytics',
    pattern: '_shopify_analytics',
    purpose: 'statistics',
    description: wording('trackers.shopify-analytics.description'),
    lifetime: { unit: 'years', value: 1 },
  },
  {
    ...ofShopify,
    id: 'shopify-y',
    pattern: '_shopify_y',
    purpose: 'statistics',
    description: wording('trackers.shopify-analytics.description'),
    lifetime: { unit: 'years', value: 1 },
  },
  {
    ...ofShopify,
    id: 'shopify-s',
    pattern: '_shopify_s',
    purpose: 'statistics',
    description: wording('trackers.shopify-s.description'),
    lifetime: { unit: 'minutes', value: 30 },
  },
  {
    ...ofShopify,
    id: 'shopify-marketing',
    pattern: '_shopify_marketing',
    purpose: 'advertising',
    description: wording('trackers.shopify-marketing.description'),
    lifetime: { unit: 'years', value: 1 },
  },
]
