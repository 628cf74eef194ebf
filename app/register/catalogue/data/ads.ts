/** Advertising networks. */
import type { ServiceInput, TrackerInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const META_ADDENDUM = 'https://www.facebook.com/legal/controller_addendum'
const META_COOKIES = 'https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/fbp-and-fbc'
const GOOGLE_ADS = 'https://business.safety.google/adscontrollerterms/'
const GOOGLE_COOKIES = 'https://policies.google.com/technologies/cookies'
const TIKTOK = 'https://ads.tiktok.com/i18n/official/policy/jurisdiction-specific-terms'
const PINTEREST_TERMS = 'https://business.pinterest.com/en-gb/pinterest-advertising-services-agreement'
const PINTEREST_DATA = 'https://policy.pinterest.com/en-gb/ad-data-terms'
const MICROSOFT_ADS = 'https://about.ads.microsoft.com/en/resources/policies/privacy-and-data-protection-policies'
const CRITEO = 'https://criteo.com/criteo-privacy-guidelines-for-clients-and-publisher-partners'
const SNAP = 'https://businesshelp.snapchat.com/articles/en_US/Knowledge/gdpr'
const LINKEDIN = 'https://www.linkedin.com/legal/l/linkedin-independent-controller-addendum'

const onTheShop = { topic: 'marketing', party: 'first' } satisfies Partial<TrackerInput>
const elsewhere = { topic: 'marketing', party: 'third' } satisfies Partial<TrackerInput>

export const ads: readonly ServiceInput[] = [
  {
    id: 'meta',
    name: 'Meta Pixel',
    alsoKnownAs: ['Facebook', 'Instagram', 'Meta', 'Facebook & Instagram by Meta'],
    uses: ['ads'],
    service: 'social_network',
    role: { kind: 'joint_controller', ...seen(META_ADDENDUM) },
    entity: { name: 'Meta Platforms Ireland Limited', country: 'IE', ...seen(META_ADDENDUM) },
    places: [
      { country: 'IE', mechanism: 'eea', ...seen(META_ADDENDUM) },
      {
        country: 'US',
        mechanism: 'adequacy',
        ...toCheck('https://www.facebook.com/privacy/policies/data_privacy_framework/'),
      },
    ],
    privacyPolicy: toCheck('https://www.facebook.com/privacy/policy'),
    arrangement: seen(META_ADDENDUM),
    trackers: [
      {
        ...onTheShop,
        pattern: '_fbp',
        documented: { lifetime: { unit: 'days', value: 90 }, ...toCheck(META_COOKIES) },
      },
      {
        ...onTheShop,
        pattern: '_fbc',
        documented: { lifetime: { unit: 'days', value: 90 }, ...toCheck(META_COOKIES) },
      },
    ],
    hosts: { names: ['facebook.com', 'facebook.net'], ...toCheck('https://developers.facebook.com/docs/meta-pixel') },
  },
  {
    id: 'google-ads',
    name: 'Google Ads',
    alsoKnownAs: ['AdWords', 'Google Shopping', 'DoubleClick', 'Google & YouTube'],
    uses: ['ads'],
    service: 'other',
    role: { kind: 'controller', ...toCheck(GOOGLE_ADS) },
    entity: { name: 'Google Ireland Limited', country: 'IE', ...toCheck(GOOGLE_ADS) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(GOOGLE_ADS) },
      { country: 'US', mechanism: 'adequacy', ...seen('https://policies.google.com/privacy/frameworks') },
    ],
    privacyPolicy: toCheck('https://policies.google.com/privacy'),
    trackers: [
      { ...onTheShop, pattern: '_gcl_au' },
      { ...onTheShop, pattern: '_gcl_aw' },
      { ...onTheShop, pattern: '_gcl_gs' },
      {
        ...elsewhere,
        pattern: 'IDE',
        documented: { lifetime: { unit: 'months', value: 13 }, ...toCheck(GOOGLE_COOKIES) },
      },
    ],
    hosts: {
      names: ['googleadservices.com', 'doubleclick.net', 'googlesyndication.com'],
      ...toCheck(GOOGLE_COOKIES),
    },
  },
  {
    id: 'tiktok',
    name: 'TikTok Pixel',
    alsoKnownAs: ['TikTok Ads'],
    uses: ['ads'],
    service: 'social_network',
    role: { kind: 'joint_controller', ...toCheck(TIKTOK) },
    entity: { name: 'TikTok Technology Limited', country: 'IE', ...toCheck(TIKTOK) },
    privacyPolicy: toCheck('https://www.tiktok.com/legal/page/eea/privacy-policy/en'),
    arrangement: toCheck(TIKTOK),
    trackers: [
      { ...onTheShop, pattern: '_ttp' },
      { ...onTheShop, pattern: '_tt_enable_cookie' },
      { ...onTheShop, pattern: 'ttcsid*' },
    ],
    hosts: { names: ['tiktok.com'], ...toCheck('https://ads.tiktok.com/help/article/tiktok-pixel') },
  },
  {
    id: 'pinterest',
    name: 'Pinterest Tag',
    alsoKnownAs: ['Pinterest Ads'],
    uses: ['ads'],
    service: 'social_network',
    role: { kind: 'joint_controller', ...toCheck(PINTEREST_DATA) },
    entity: { name: 'Pinterest Europe Limited', country: 'IE', ...seen(PINTEREST_TERMS) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(PINTEREST_TERMS) },
      { country: 'US', mechanism: 'standard_clauses', ...toCheck('https://policy.pinterest.com/en/privacy-policy') },
    ],
    privacyPolicy: seen('https://policy.pinterest.com/en/privacy-policy'),
    arrangement: toCheck(PINTEREST_DATA),
    trackers: [
      { ...onTheShop, pattern: '_epik' },
      { ...onTheShop, pattern: '_derived_epik' },
      {
        ...onTheShop,
        pattern: '_pin_unauth',
        documented: { lifetime: { unit: 'years', value: 1 }, ...toCheck('https://policy.pinterest.com/en/cookies') },
      },
    ],
    hosts: { names: ['pinterest.com', 'pinimg.com'], ...toCheck('https://policy.pinterest.com/en/cookies') },
  },
  {
    id: 'microsoft-advertising',
    name: 'Microsoft Advertising',
    alsoKnownAs: ['Bing Ads', 'UET'],
    uses: ['ads'],
    service: 'other',
    role: { kind: 'controller', ...toCheck(MICROSOFT_ADS) },
    entity: { name: 'Microsoft Ireland Operations Limited', country: 'IE', ...toCheck(MICROSOFT_ADS) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(MICROSOFT_ADS) },
      { country: 'US', mechanism: 'adequacy', ...toCheck('https://www.microsoft.com/en-us/privacy/privacystatement') },
    ],
    privacyPolicy: toCheck('https://www.microsoft.com/en-us/privacy/privacystatement'),
    trackers: [
      {
        ...onTheShop,
        pattern: '_uetsid',
        documented: { lifetime: { unit: 'days', value: 1 }, ...toCheck(MICROSOFT_ADS) },
      },
      {
        ...onTheShop,
        pattern: '_uetvid',
        documented: { lifetime: { unit: 'days', value: 390 }, ...toCheck(MICROSOFT_ADS) },
      },
      { ...elsewhere, pattern: 'MUID' },
    ],
    hosts: { names: ['bat.bing.com', 'bat.bing.net'], ...toCheck(MICROSOFT_ADS) },
  },
  {
    id: 'criteo',
    name: 'Criteo',
    uses: ['ads'],
    service: 'other',
    role: { kind: 'joint_controller', ...seen(CRITEO) },
    entity: { name: 'Criteo SA', country: 'FR', ...seen('https://www.criteo.com/corporate-privacy-notice/') },
    places: [{ country: 'FR', mechanism: 'eea', ...toCheck('https://criteo.com/privacy-commitment') }],
    privacyPolicy: seen('https://www.criteo.com/privacy/'),
    trackers: [
      {
        ...onTheShop,
        pattern: 'cto_bundle',
        documented: { lifetime: { unit: 'months', value: 13 }, ...toCheck('https://www.criteo.com/privacy/') },
      },
    ],
    hosts: { names: ['criteo.com', 'criteo.net'], ...toCheck(CRITEO) },
  },
  {
    id: 'snapchat',
    name: 'Snap Pixel',
    alsoKnownAs: ['Snapchat Ads'],
    uses: ['ads'],
    service: 'social_network',
    role: { kind: 'processor', ...seen(SNAP) },
    entity: null,
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck(SNAP) }],
    privacyPolicy: seen('https://values.snap.com/privacy/privacy-policy'),
    agreement: { name: 'Snap Data Processing Agreement', ...seen(SNAP) },
    trackers: [
      { ...onTheShop, pattern: '_scid' },
      { ...onTheShop, pattern: '_scid_r' },
      { ...elsewhere, pattern: 'sc_at' },
    ],
    hosts: { names: ['snapchat.com', 'sc-static.net'], ...toCheck(SNAP) },
  },
  {
    id: 'linkedin-ads',
    name: 'LinkedIn Insight Tag',
    alsoKnownAs: ['LinkedIn Ads'],
    uses: ['ads'],
    service: 'social_network',
    role: { kind: 'controller', ...toCheck(LINKEDIN) },
    entity: { name: 'LinkedIn Ireland Unlimited Company', country: 'IE', ...toCheck(LINKEDIN) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(LINKEDIN) },
      { country: 'US', mechanism: 'standard_clauses', ...toCheck('https://www.linkedin.com/legal/privacy-policy') },
    ],
    privacyPolicy: toCheck('https://www.linkedin.com/legal/privacy-policy'),
    trackers: [
      { ...elsewhere, pattern: 'li_sugr' },
      { ...elsewhere, pattern: 'bcookie' },
      { ...elsewhere, pattern: 'lidc' },
      { ...onTheShop, pattern: 'li_fat_id' },
    ],
    hosts: { names: ['linkedin.com', 'licdn.com'], ...toCheck('https://www.linkedin.com/legal/l/cookie-table') },
  },
]
