/** Customer service and chat. */
import type { ServiceInput, TrackerInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const GORGIAS_DPA = 'https://www.gorgias.com/legal/data-processing-agreement-legacy'
const GORGIAS_NOTICE = 'https://gorgias.com/legal/eu-privacy-notice'
const ZENDESK_DPA = 'https://www.zendesk.co.uk/company/data-processing-form'
const ZENDESK_NOTICE = 'https://www.zendesk.com/company/agreements-and-terms/privacy-notice/'
const TIDIO = 'https://www.tidio.com/privacy-policy/'
const CRISP = 'https://help.crisp.chat/en/article/crisp-eu-gdpr-compliance-status-nhv54c/'
const INTERCOM_PRIVACY = 'https://www.intercom.com/legal/privacy'
const INTERCOM_SUBPROCESSORS = 'https://intercom.com/legal/subprocessors-list'
const FRESHWORKS = 'https://www.freshworks.com/data-processing-addendum/'
const HUBSPOT_DPA = 'https://legal.hubspot.com/dpa'
const HUBSPOT_COOKIES =
  'https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser'

const chat = { topic: 'customer_service', party: 'first' } satisfies Partial<TrackerInput>
const measure = { topic: 'marketing', party: 'first' } satisfies Partial<TrackerInput>

export const support: readonly ServiceInput[] = [
  {
    id: 'gorgias',
    name: 'Gorgias',
    uses: ['support'],
    service: 'customer_service',
    role: { kind: 'processor', ...seen(GORGIAS_NOTICE) },
    entity: { name: 'Gorgias Inc.', country: 'US', ...seen(GORGIAS_NOTICE) },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...seen(GORGIAS_DPA) }],
    privacyPolicy: seen(GORGIAS_NOTICE),
    agreement: { name: 'Gorgias Data Processing Agreement', ...seen(GORGIAS_DPA) },
    hosts: { names: ['gorgias.com', 'gorgias.chat', 'gorgias.io'], ...toCheck(GORGIAS_DPA) },
  },
  {
    id: 'zendesk',
    name: 'Zendesk',
    uses: ['support'],
    service: 'customer_service',
    role: { kind: 'processor', ...seen(ZENDESK_NOTICE) },
    entity: { name: 'Zendesk, Inc.', country: 'US', ...seen(ZENDESK_DPA) },
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(ZENDESK_DPA) }],
    privacyPolicy: seen(ZENDESK_NOTICE),
    agreement: { name: 'Zendesk Data Processing Agreement', ...seen(ZENDESK_DPA) },
    trackers: [
      { ...chat, pattern: '__zlcmid' },
      { ...chat, pattern: 'ZD-buid', storage: 'local_storage' },
      { ...chat, pattern: 'ZD-suid', storage: 'local_storage' },
      { ...chat, pattern: 'ZD-store', storage: 'local_storage' },
    ],
    hosts: { names: ['zendesk.com', 'zdassets.com', 'zopim.com'], ...toCheck(ZENDESK_NOTICE) },
  },
  {
    id: 'tidio',
    name: 'Tidio',
    uses: ['support'],
    service: 'customer_service',
    role: { kind: 'processor', ...toCheck(TIDIO) },
    entity: { name: 'Tidio LLC', country: 'US', ...seen('https://www.tidiochat.com/en/terms') },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck(TIDIO) }],
    privacyPolicy: toCheck(TIDIO),
    hosts: { names: ['tidio.com', 'tidio.co', 'tidiochat.com'], ...toCheck(TIDIO) },
  },
  {
    id: 'crisp',
    name: 'Crisp',
    uses: ['support'],
    service: 'customer_service',
    role: { kind: 'processor', ...toCheck(CRISP) },
    entity: { name: 'Crisp IM SAS', country: 'FR', ...seen(CRISP) },
    places: [
      { country: 'NL', mechanism: 'eea', ...seen(CRISP) },
      { country: 'DE', mechanism: 'eea', ...seen(CRISP) },
    ],
    privacyPolicy: seen('https://crisp.chat/fr/privacy'),
    trackers: [{ ...chat, pattern: 'crisp-client/*' }],
    hosts: { names: ['crisp.chat'], ...toCheck(CRISP) },
  },
  {
    id: 'intercom',
    name: 'Intercom',
    alsoKnownAs: ['Fin'],
    uses: ['support'],
    service: 'customer_service',
    role: { kind: 'processor', ...seen(INTERCOM_SUBPROCESSORS) },
    entity: {
      name: 'Intercom R&D Unlimited Company',
      country: 'IE',
      ...seen('https://www.intercom.com/terms-and-policies'),
    },
    // That it stores data in the United States was read; by which right, was not.
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck(INTERCOM_SUBPROCESSORS) }],
    privacyPolicy: seen(INTERCOM_PRIVACY),
    trackers: [
      { ...chat, pattern: 'intercom-id-*' },
      { ...chat, pattern: 'intercom-session-*' },
      { ...chat, pattern: 'intercom-device-id-*' },
    ],
    hosts: { names: ['intercom.io', 'intercom.com', 'intercomcdn.com'], ...toCheck(INTERCOM_PRIVACY) },
  },
  {
    id: 'freshdesk',
    name: 'Freshdesk',
    alsoKnownAs: ['Freshworks', 'Freshchat'],
    uses: ['support'],
    service: 'customer_service',
    role: { kind: 'processor', ...toCheck(FRESHWORKS) },
    entity: { name: 'Freshworks Inc.', country: 'US', ...toCheck(FRESHWORKS) },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck(FRESHWORKS) }],
    privacyPolicy: toCheck('https://www.freshworks.com/privacy/'),
    agreement: { name: 'Freshworks Data Processing Addendum', ...toCheck(FRESHWORKS) },
    hosts: { names: ['freshdesk.com', 'freshchat.com', 'freshworks.com'], ...toCheck(FRESHWORKS) },
  },
  {
    id: 'reamaze',
    name: 'Re:amaze',
    alsoKnownAs: ['Reamaze'],
    uses: ['support'],
    service: 'customer_service',
    role: { kind: 'processor', ...toCheck('https://www.reamaze.com/privacy') },
    entity: null,
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck('https://www.reamaze.com/privacy') }],
    privacyPolicy: toCheck('https://www.reamaze.com/privacy'),
    hosts: { names: ['reamaze.com', 'reamaze.io'], ...toCheck('https://www.reamaze.com/privacy') },
  },
  {
    id: 'hubspot',
    name: 'HubSpot',
    uses: ['support', 'email'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(HUBSPOT_DPA) },
    // A company of its own in some countries: France, Germany.
    entity: null,
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(HUBSPOT_DPA) }],
    privacyPolicy: toCheck('https://legal.hubspot.com/privacy-policy'),
    agreement: { name: 'HubSpot Data Processing Agreement', ...toCheck(HUBSPOT_DPA) },
    trackers: [
      { ...measure, pattern: '__hstc' },
      { ...measure, pattern: 'hubspotutk' },
      { ...measure, pattern: '__hssc' },
      { ...measure, pattern: '__hssrc' },
    ],
    hosts: {
      names: ['hubspot.com', 'hs-scripts.com', 'hs-analytics.net', 'hsforms.net', 'hs-banner.com'],
      ...toCheck(HUBSPOT_COOKIES),
    },
  },
]
