/** Audience measurement. */
import type { ServiceInput, TrackerInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const GA_COOKIES = 'https://support.google.com/analytics/answer/11397207'
const GOOGLE_PROCESSOR = 'https://business.safety.google/adsprocessorterms/'
const MATOMO_DPA = 'https://matomo.org/matomo-cloud-dpa/'
const MATOMO_SUBPROCESSORS = 'https://matomo.org/matomo-cloud-dpa/subprocessors'
const HOTJAR = 'https://www.hotjar.com/legal/policies/terms-of-service/'
const CONTENTSQUARE = 'https://contentsquare.com/fr-fr/privacy-center/subprocessors/'
const CLARITY = 'https://learn.microsoft.com/en-us/clarity/faq'
const CLARITY_COOKIES = 'https://learn.microsoft.com/en-us/clarity/setup-and-installation/cookie-list'
const PLAUSIBLE = 'https://plausible.io/data-policy'
const PIANO = 'https://piano.io/privacy-policy/'

const measure = { topic: 'statistics', party: 'first' } satisfies Partial<TrackerInput>

export const statistics: readonly ServiceInput[] = [
  {
    id: 'google-analytics',
    name: 'Google Analytics 4',
    alsoKnownAs: ['GA4', 'Google tag', 'gtag'],
    uses: ['statistics'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(GOOGLE_PROCESSOR) },
    entity: { name: 'Google Ireland Limited', country: 'IE', ...toCheck(GOOGLE_PROCESSOR) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(GOOGLE_PROCESSOR) },
      { country: 'US', mechanism: 'adequacy', ...seen('https://policies.google.com/privacy/frameworks') },
    ],
    privacyPolicy: toCheck('https://policies.google.com/privacy'),
    agreement: { name: 'Google Ads Data Processing Terms', ...toCheck(GOOGLE_PROCESSOR) },
    trackers: [
      { ...measure, pattern: '_ga', documented: { lifetime: { unit: 'years', value: 2 }, ...seen(GA_COOKIES) } },
      { ...measure, pattern: '_ga_*', documented: { lifetime: { unit: 'years', value: 2 }, ...seen(GA_COOKIES) } },
    ],
    hosts: { names: ['google-analytics.com', 'googletagmanager.com'], ...toCheck(GA_COOKIES) },
  },
  {
    id: 'matomo-cloud',
    name: 'Matomo Cloud',
    alsoKnownAs: ['Piwik'],
    uses: ['statistics'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(MATOMO_DPA) },
    entity: { name: 'InnoCraft Limited', country: 'NZ', ...seen('https://matomo.org/matomo-cloud-privacy-policy/') },
    places: [
      { country: 'DE', mechanism: 'eea', ...seen(MATOMO_SUBPROCESSORS) },
      { country: 'IE', mechanism: 'eea', ...seen(MATOMO_SUBPROCESSORS) },
      { country: 'NZ', mechanism: 'adequacy', ...toCheck(MATOMO_DPA) },
    ],
    privacyPolicy: seen('https://matomo.org/matomo-cloud-privacy-policy/'),
    agreement: { name: 'Matomo Cloud Data Processing Agreement', ...seen(MATOMO_DPA) },
    trackers: [
      { ...measure, pattern: '_pk_id*' },
      { ...measure, pattern: '_pk_ses*' },
      { ...measure, pattern: '_pk_ref*' },
    ],
    hosts: { names: ['matomo.cloud'], ...toCheck('https://matomo.org/faq/general/faq_146/') },
  },
  {
    id: 'hotjar',
    name: 'Hotjar',
    alsoKnownAs: ['Contentsquare'],
    uses: ['statistics'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(CONTENTSQUARE) },
    entity: { name: 'Hotjar Limited', country: 'MT', ...toCheck(HOTJAR) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(HOTJAR) },
      { country: 'US', mechanism: 'standard_clauses', ...seen(CONTENTSQUARE) },
    ],
    privacyPolicy: toCheck('https://www.hotjar.com/privacy/'),
    agreement: {
      name: 'Contentsquare Data Processing Agreement',
      ...toCheck('https://contentsquare.com/privacy-center/data-processing-agreement/'),
    },
    trackers: [
      { ...measure, pattern: '_hjSessionUser_*' },
      { ...measure, pattern: '_hjSession_*' },
    ],
    hosts: { names: ['hotjar.com', 'hotjar.io', 'contentsquare.net'], ...toCheck(HOTJAR) },
  },
  {
    id: 'microsoft-clarity',
    name: 'Microsoft Clarity',
    uses: ['statistics'],
    service: 'digital_services',
    role: { kind: 'controller', ...toCheck(CLARITY) },
    entity: { name: 'Microsoft Ireland Operations Limited', country: 'IE', ...toCheck(CLARITY) },
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(CLARITY) }],
    privacyPolicy: toCheck('https://www.microsoft.com/en-us/privacy/privacystatement'),
    trackers: [
      { ...measure, pattern: '_clck' },
      {
        ...measure,
        pattern: '_clsk',
        documented: { lifetime: { unit: 'days', value: 1 }, ...toCheck(CLARITY_COOKIES) },
      },
      { ...measure, party: 'third', pattern: 'CLID' },
    ],
    hosts: { names: ['clarity.ms'], ...toCheck(CLARITY_COOKIES) },
  },
  {
    id: 'plausible',
    name: 'Plausible Analytics',
    uses: ['statistics'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(PLAUSIBLE) },
    entity: { name: 'Plausible Insights OÜ', country: 'EE', ...toCheck(PLAUSIBLE) },
    places: [{ country: 'DE', mechanism: 'eea', ...toCheck(PLAUSIBLE) }],
    privacyPolicy: toCheck('https://plausible.io/privacy'),
    hosts: { names: ['plausible.io'], ...toCheck(PLAUSIBLE) },
  },
  {
    id: 'piano',
    name: 'Piano Analytics',
    alsoKnownAs: ['AT Internet'],
    uses: ['statistics'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(PIANO) },
    entity: { name: 'AT Internet SAS', country: 'FR', ...toCheck(PIANO) },
    privacyPolicy: toCheck(PIANO),
    trackers: [
      { ...measure, pattern: 'pa_user' },
      { ...measure, pattern: '_pcid' },
      { ...measure, pattern: '_pctx' },
      { ...measure, pattern: '_pprv' },
    ],
    hosts: { names: ['piano.io', 'pa-cd.com', 'xiti.com'], ...toCheck(PIANO) },
  },
]
