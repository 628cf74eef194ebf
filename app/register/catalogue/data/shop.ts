/** What a shop adds to its storefront: loyalty, subscriptions, search, translation, video, maps, protection from robots. */
import type { ServiceInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const SMILE = 'https://help.smile.io/en/articles/4036237-gdpr-and-smile'
const LOYALTYLION = 'https://loyaltylion.com/privacy'
const RECHARGE_DPA = 'https://getrecharge.com/dpa'
const RECHARGE_PRIVACY = 'https://support.rechargepayments.com/hc/en-us/articles/360008830313-Privacy-at-Recharge'
const LOOP = 'https://www.loopwork.co/privacy-policy'
const ALGOLIA = 'https://www.algolia.com/policies/privacy/'
const NOSTO_DPA = 'https://www.nosto.com/legal/legacy-nosto-personalization-platform-terms/data-processing/'
const WEGLOT = 'https://www.weglot.com/privacy-policy'
const GOOGLE = 'https://policies.google.com/privacy'
const GOOGLE_FRAMEWORKS = 'https://policies.google.com/privacy/frameworks'
const VIMEO = 'https://vimeo.com/privacy'
const HCAPTCHA = 'https://www.hcaptcha.com/privacy'

const google = {
  entity: { name: 'Google Ireland Limited', country: 'IE', ...toCheck(GOOGLE) },
  places: [
    { country: 'IE', mechanism: 'eea', ...toCheck(GOOGLE) },
    { country: 'US', mechanism: 'adequacy', ...seen(GOOGLE_FRAMEWORKS) },
  ],
  privacyPolicy: toCheck(GOOGLE),
} satisfies Partial<ServiceInput>

export const shop: readonly ServiceInput[] = [
  {
    id: 'smile-io',
    name: 'Smile.io',
    uses: ['loyalty'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(SMILE) },
    entity: { name: 'Smile.io Inc.', country: 'CA', ...toCheck(SMILE) },
    places: [{ country: 'CA', mechanism: 'adequacy', ...toCheck(SMILE) }],
    privacyPolicy: toCheck('https://smile.io/privacy-policy'),
    hosts: { names: ['smile.io'], ...toCheck(SMILE) },
  },
  {
    id: 'loyaltylion',
    name: 'LoyaltyLion',
    uses: ['loyalty'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(LOYALTYLION) },
    entity: { name: 'LoyaltyLion Limited', country: 'GB', ...toCheck(LOYALTYLION) },
    places: [{ country: 'GB', mechanism: 'adequacy', ...toCheck(LOYALTYLION) }],
    privacyPolicy: toCheck(LOYALTYLION),
    hosts: { names: ['loyaltylion.com', 'loyaltylion.net'], ...toCheck(LOYALTYLION) },
  },
  {
    id: 'recharge',
    name: 'Recharge',
    uses: ['subscriptions'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(RECHARGE_DPA) },
    entity: { name: 'Recharge Inc.', country: 'US', ...seen(RECHARGE_DPA) },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...seen(RECHARGE_PRIVACY) }],
    privacyPolicy: toCheck('https://getrecharge.com/privacy-policy/'),
    agreement: { name: 'Recharge Data Processing Addendum', ...seen(RECHARGE_DPA) },
    hosts: { names: ['rechargecdn.com', 'rechargepayments.com'], ...toCheck(RECHARGE_PRIVACY) },
  },
  {
    id: 'loop-subscriptions',
    name: 'Loop Subscriptions',
    uses: ['subscriptions'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(LOOP) },
    entity: null,
    privacyPolicy: toCheck(LOOP),
    hosts: { names: ['loopwork.co'], ...toCheck(LOOP) },
  },
  {
    id: 'algolia',
    name: 'Algolia',
    uses: ['search'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck('https://www.algolia.com/fr/privacy-faqs') },
    entity: null,
    privacyPolicy: toCheck(ALGOLIA),
    trackers: [{ pattern: '_ALGOLIA', topic: 'statistics', party: 'first' }],
    hosts: { names: ['algolia.net', 'algolianet.com', 'algolia.io'], ...toCheck(ALGOLIA) },
  },
  {
    id: 'nosto',
    name: 'Nosto',
    uses: ['search', 'email'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(NOSTO_DPA) },
    entity: { name: 'Nosto Solutions Ltd', country: 'FI', ...seen('https://www.nosto.com/terms') },
    privacyPolicy: toCheck('https://www.nosto.com/legal/privacy/'),
    agreement: { name: 'Nosto Data Processing Addendum', ...seen(NOSTO_DPA) },
    hosts: { names: ['nosto.com'], ...toCheck(NOSTO_DPA) },
  },
  {
    id: 'weglot',
    name: 'Weglot',
    uses: ['translation'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(WEGLOT) },
    entity: { name: 'Weglot SAS', country: 'FR', ...seen('https://weglot.com/terms') },
    privacyPolicy: toCheck(WEGLOT),
    hosts: { names: ['weglot.com', 'weglot.io'], ...toCheck(WEGLOT) },
  },
  {
    id: 'youtube',
    name: 'YouTube',
    uses: ['video'],
    service: 'social_network',
    role: { kind: 'controller', ...toCheck(GOOGLE) },
    ...google,
    trackers: [
      { pattern: 'VISITOR_INFO1_LIVE', topic: 'marketing', party: 'third' },
      { pattern: 'YSC', topic: 'marketing', party: 'third' },
    ],
    hosts: { names: ['youtube.com', 'youtube-nocookie.com', 'ytimg.com'], ...toCheck(GOOGLE) },
  },
  {
    id: 'vimeo',
    name: 'Vimeo',
    uses: ['video'],
    service: 'other',
    role: { kind: 'controller', ...toCheck(VIMEO) },
    entity: { name: 'Vimeo.com, Inc.', country: 'US', ...toCheck(VIMEO) },
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(VIMEO) }],
    privacyPolicy: toCheck(VIMEO),
    trackers: [
      {
        pattern: 'vuid',
        topic: 'statistics',
        party: 'third',
        documented: {
          lifetime: { unit: 'years', value: 2 },
          ...toCheck('https://help.vimeo.com/hc/en-us/articles/26080940921361-Vimeo-Player-Cookies'),
        },
      },
    ],
    hosts: { names: ['vimeo.com', 'vimeocdn.com'], ...toCheck(VIMEO) },
  },
  {
    id: 'google-maps',
    name: 'Google Maps',
    uses: ['embeds'],
    service: 'other',
    role: { kind: 'controller', ...toCheck(GOOGLE) },
    ...google,
    hosts: { names: ['maps.googleapis.com', 'maps.google.com'], ...toCheck(GOOGLE) },
  },
  {
    id: 'google-fonts',
    name: 'Google Fonts',
    uses: ['embeds'],
    service: 'other',
    role: { kind: 'controller', ...toCheck('https://developers.google.com/fonts/faq/privacy') },
    ...google,
    hosts: {
      names: ['fonts.googleapis.com', 'fonts.gstatic.com'],
      ...toCheck('https://developers.google.com/fonts/faq/privacy'),
    },
  },
  {
    id: 'recaptcha',
    name: 'Google reCAPTCHA',
    uses: ['security'],
    service: 'it',
    role: { kind: 'processor', ...toCheck('https://cloud.google.com/recaptcha/docs') },
    ...google,
    trackers: [{ pattern: '_GRECAPTCHA', topic: 'security', party: 'third' }],
    hosts: { names: ['recaptcha.net'], ...toCheck('https://developers.google.com/recaptcha/docs/faq') },
  },
  {
    id: 'hcaptcha',
    name: 'hCaptcha',
    uses: ['security'],
    service: 'it',
    role: { kind: 'processor', ...toCheck(HCAPTCHA) },
    entity: { name: 'Intuition Machines, Inc.', country: 'US', ...toCheck(HCAPTCHA) },
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(HCAPTCHA) }],
    privacyPolicy: toCheck(HCAPTCHA),
    hosts: { names: ['hcaptcha.com'], ...toCheck(HCAPTCHA) },
  },
]
