import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'

const EVERYONE: Audience[] = ['consumer', 'professional']

type Tracker = NonNullable<RegisterInput['trackers']>[number]

const ofShopify = { audience: EVERYONE, provider: 'Shopify', recipient: 'shopify', party: 'first' } as const

/** What every Shopify storefront sets (https://www.shopify.com/legal/cookies), and Kept's own memory of the choice. */
export const TRACKERS: Tracker[] = [
  {
    ...ofShopify,
    id: 'shopify-essential',
    pattern: '_shopify_essential*',
    purpose: 'orders',
    description: {
      en: 'Keeps the visit, the cart and the checkout together.',
      fr: 'Relie la visite, le panier et le paiement.',
    },
    lifetime: { unit: 'years', value: 1 },
    exemption: 'strictly_necessary',
  },
  {
    ...ofShopify,
    id: 'cart',
    pattern: 'cart',
    purpose: 'orders',
    description: { en: 'Remembers the cart.', fr: 'Mémorise le panier.' },
    lifetime: { unit: 'weeks', value: 2 },
    exemption: 'strictly_necessary',
  },
  {
    ...ofShopify,
    id: 'localization',
    pattern: 'localization',
    purpose: 'orders',
    description: { en: 'Remembers the country and its prices.', fr: 'Mémorise le pays et ses prix.' },
    lifetime: { unit: 'years', value: 1 },
    exemption: 'strictly_necessary',
  },
  {
    ...ofShopify,
    id: 'tracking-consent',
    pattern: '_tracking_consent',
    purpose: 'legal',
    description: { en: 'Remembers what you chose.', fr: 'Mémorise votre choix.' },
    lifetime: { unit: 'years', value: 1 },
    exemption: 'strictly_necessary',
  },
  {
    id: 'kept-choice',
    audience: EVERYONE,
    pattern: 'kp1',
    provider: 'Kept',
    purpose: 'legal',
    description: {
      en: 'Remembers what you chose and when to ask you again.',
      fr: 'Mémorise votre choix et le moment de vous le redemander.',
    },
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
    description: { en: 'Recognises a visitor to count visits.', fr: 'Reconnaît un visiteur pour compter les visites.' },
    lifetime: { unit: 'years', value: 1 },
  },
  {
    ...ofShopify,
    id: 'shopify-y',
    pattern: '_shopify_y',
    purpose: 'statistics',
    description: { en: 'Recognises a visitor to count visits.', fr: 'Reconnaît un visiteur pour compter les visites.' },
    lifetime: { unit: 'years', value: 1 },
  },
  {
    ...ofShopify,
    id: 'shopify-s',
    pattern: '_shopify_s',
    purpose: 'statistics',
    description: { en: 'Counts the pages of one visit.', fr: 'Compte les pages d’une même visite.' },
    lifetime: { unit: 'minutes', value: 30 },
  },
  {
    ...ofShopify,
    id: 'shopify-marketing',
    pattern: '_shopify_marketing',
    purpose: 'advertising',
    description: {
      en: 'Tells which advertisement led to a visit.',
      fr: 'Indique quelle publicité a conduit à la visite.',
    },
    lifetime: { unit: 'years', value: 1 },
  },
]
