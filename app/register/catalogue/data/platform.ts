/** What every shop has: Shopify, its own services, and Kept. */
import { CHOICE_TRACKER } from '../../asked-purposes.ts'
import type { Lifetime } from '../../model.ts'
import type { ServiceInput, TrackerInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const HELP = 'https://help.shopify.com/en/manual/privacy-and-security/privacy'
const CONTRACTING = `${HELP}/international-data-transfers/contracting-entities`
const ONWARD = `${HELP}/international-data-transfers/onward-transfers`
const SUBPROCESSORS = `${HELP}/subprocessors`
/** The same list at its former address, which is the one that could be read. */
const FORMER_SUBPROCESSORS = 'https://help.shopify.com/nb/manual/your-account/privacy/subprocessors'
const COOKIES = 'https://www.shopify.com/legal/cookies'
const KEPT = 'docs/decisions/033-catalogue-of-services.md'

/** The same company and contract for all of Shopify's own services. */
const shopify = {
  role: { kind: 'processor', ...seen(CONTRACTING) },
  entity: { name: 'Shopify International Limited', country: 'IE', ...seen(CONTRACTING) },
  privacyPolicy: toCheck('https://www.shopify.com/legal/privacy'),
  agreement: { name: 'Shopify Data Processing Addendum', ...seen(CONTRACTING) },
} satisfies Partial<ServiceInput>

/** Set on the shop's own domain. Names and lifetimes are of Shopify's cookie policy, which no stored page shows as it is now. */
const own = { party: 'first', storage: 'cookie' } satisfies Partial<TrackerInput>
const needed = { ...own, topic: 'transactions', exemption: 'strictly_necessary' } satisfies Partial<TrackerInput>
const years = (value: number) => ({ unit: 'years', value }) as const
const weeks = (value: number) => ({ unit: 'weeks', value }) as const
const inCookiePolicy = (lifetime: Lifetime) => ({ documented: { lifetime, ...toCheck(COOKIES) } })

export const platform: readonly ServiceInput[] = [
  {
    id: 'shopify',
    name: 'Shopify',
    alsoKnownAs: ['Shopify International Limited', 'Shopify Inc.', 'Shopify Analytics'],
    uses: ['platform', 'statistics'],
    service: 'it',
    ...shopify,
    places: [
      { country: 'IE', mechanism: 'eea', ...seen(ONWARD) },
      { country: 'CA', mechanism: 'adequacy', ...seen(ONWARD) },
      // Companies of the group, under the clauses that govern "any transfers within the Shopify group" (ONWARD).
      { country: 'AU', mechanism: 'standard_clauses', ...seen(FORMER_SUBPROCESSORS) },
      { country: 'IN', mechanism: 'standard_clauses', ...seen(FORMER_SUBPROCESSORS) },
      { country: 'JP', mechanism: 'standard_clauses', ...seen(FORMER_SUBPROCESSORS) },
      { country: 'SG', mechanism: 'standard_clauses', ...seen(FORMER_SUBPROCESSORS) },
      // That clauses govern transfers to other companies was read too; the part of the list that names them was not.
      { country: 'US', mechanism: 'standard_clauses', ...toCheck(SUBPROCESSORS) },
    ],
    trackers: [
      { ...needed, pattern: '_shopify_essential', ...inCookiePolicy(years(1)) },
      { ...needed, pattern: '_shopify_essential_*', ...inCookiePolicy(years(1)) },
      { ...needed, pattern: 'cart', ...inCookiePolicy(weeks(2)) },
      { ...needed, pattern: 'cart_currency', ...inCookiePolicy(weeks(2)) },
      { ...needed, pattern: 'localization', ...inCookiePolicy(years(1)) },
      { ...needed, pattern: '_shopify_country', ...inCookiePolicy({ unit: 'minutes', value: 30 }) },
      { ...needed, pattern: '_shopify_test', ...inCookiePolicy({ unit: 'minutes', value: 1 }) },
      { ...needed, pattern: 'discount_code', ...inCookiePolicy({ unit: 'session' }) },
      { ...needed, pattern: 'storefront_digest', ...inCookiePolicy(years(2)) },
      { ...needed, pattern: 'shopify_pay', ...inCookiePolicy(years(1)) },
      { ...needed, pattern: 'login_with_shop_finalize', ...inCookiePolicy({ unit: 'minutes', value: 5 }) },
      { ...own, topic: 'statistics', exemption: 'none', pattern: '_shopify_analytics', ...inCookiePolicy(years(1)) },
      { ...own, topic: 'marketing', exemption: 'none', pattern: '_shopify_marketing', ...inCookiePolicy(years(1)) },
    ],
    hosts: {
      names: ['shopify.com', 'shopifycdn.com', 'shopifycloud.com', 'shopifysvc.com', 'myshopify.com', 'shop.app'],
      ...toCheck(COOKIES),
    },
  },
  {
    id: 'shopify-email',
    name: 'Shopify Email',
    alsoKnownAs: ['Shopify Messaging'],
    uses: ['email'],
    service: 'digital_services',
    partOf: 'shopify',
    ...shopify,
  },
  {
    id: 'shopify-payments',
    name: 'Shopify Payments',
    alsoKnownAs: ['Shop Pay'],
    uses: ['payment'],
    service: 'payment',
    partOf: 'shopify',
    ...shopify,
    // Payments need checks that their provider decides on itself: the addendum leaves some services out.
    role: { kind: 'processor', ...toCheck('https://www.shopify.com/legal/dpa') },
  },
  {
    id: 'shopify-pos',
    name: 'Shopify POS',
    alsoKnownAs: ['till'],
    uses: ['till'],
    service: 'it',
    partOf: 'shopify',
    ...shopify,
  },
  {
    id: 'kept',
    name: 'Kept',
    uses: ['privacy'],
    service: 'it',
    role: { kind: 'processor', ...seen(KEPT) },
    // Whoever runs this installation, wherever it runs: neither is known here.
    entity: null,
    privacyPolicy: null,
    // In two stores, because either may be full or short-lived. The choice counts until the banner asks again.
    trackers: (['cookie', 'local_storage'] as const).map((storage) => ({
      pattern: CHOICE_TRACKER,
      topic: 'legal',
      party: 'first',
      storage,
      exemption: 'strictly_necessary',
      documented: { lifetime: { unit: 'months', value: 6 }, ...seen(KEPT) },
    })),
  },
]
