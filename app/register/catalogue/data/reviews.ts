/** Customer reviews. */
import type { ServiceInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const TRUSTPILOT_DPA = 'https://dk.legal.trustpilot.com/for-businesses/data-processing-agreement'
const JUDGE_ME = 'https://judge.me/compliance'
const YOTPO = 'https://www.yotpo.com/privacy-policy/'
const LOOX = 'https://loox.app/privacy'
const SKEEPERS_TERMS = 'https://www.skeepers.io/fr/conditions-de-prestations-services-groupe-skeepers/'
const TRUSTED_SHOPS_JCA =
  'https://help.etrusted.com/hc/en-gb/articles/4402587369105-Joint-Controllership-agreement-GDPR'
const TRUSTED_SHOPS_TEXT =
  'https://help.etrusted.com/hc/en-gb/articles/23970861473042-Template-text-for-your-privacy-declaration-Trustbadge-and-widgets'
const OKENDO_DPA = 'https://okendo.io/dpa/'
const STAMPED = 'https://stamped.io/privacy'

export const reviews: readonly ServiceInput[] = [
  {
    id: 'trustpilot',
    name: 'Trustpilot',
    uses: ['reviews'],
    service: 'digital_services',
    // For the invitations that it sends for the shop; for what reviewers publish it is a controller of its own.
    role: { kind: 'processor', ...seen(TRUSTPILOT_DPA) },
    entity: { name: 'Trustpilot A/S', country: 'DK', ...seen(TRUSTPILOT_DPA) },
    privacyPolicy: seen('https://legal.trustpilot.com/for-reviewers/end-user-privacy-terms'),
    agreement: { name: 'Trustpilot Data Processing Agreement', ...seen(TRUSTPILOT_DPA) },
    hosts: { names: ['trustpilot.com'], ...toCheck('https://support.trustpilot.com/') },
  },
  {
    id: 'judge-me',
    name: 'Judge.me',
    uses: ['reviews'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(JUDGE_ME) },
    entity: { name: 'Judge.me Ltd', country: 'GB', ...seen('https://judge.me/terms') },
    places: [
      { country: 'GB', mechanism: 'adequacy', ...toCheck(JUDGE_ME) },
      { country: 'US', mechanism: 'standard_clauses', ...toCheck(JUDGE_ME) },
    ],
    privacyPolicy: toCheck('https://judge.me/privacy'),
    agreement: { name: 'Judge.me Data Processing Addendum', ...seen(JUDGE_ME) },
    hosts: { names: ['judge.me'], ...toCheck(JUDGE_ME) },
  },
  {
    id: 'yotpo',
    name: 'Yotpo',
    uses: ['reviews', 'loyalty'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(YOTPO) },
    entity: { name: 'Yotpo Ltd.', country: 'IL', ...toCheck(YOTPO) },
    places: [
      { country: 'IL', mechanism: 'adequacy', ...toCheck(YOTPO) },
      { country: 'US', mechanism: 'standard_clauses', ...toCheck(YOTPO) },
    ],
    privacyPolicy: seen(YOTPO),
    hosts: { names: ['yotpo.com'], ...toCheck(YOTPO) },
  },
  {
    id: 'loox',
    name: 'Loox',
    uses: ['reviews'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(LOOX) },
    entity: { name: 'Loox Online Ltd.', country: 'IL', ...toCheck(LOOX) },
    places: [
      { country: 'IL', mechanism: 'adequacy', ...toCheck(LOOX) },
      { country: 'US', mechanism: 'standard_clauses', ...toCheck(LOOX) },
    ],
    privacyPolicy: toCheck(LOOX),
    hosts: { names: ['loox.io', 'loox.app'], ...toCheck(LOOX) },
  },
  {
    id: 'skeepers',
    name: 'Avis Vérifiés',
    alsoKnownAs: ['Skeepers', 'Verified Reviews', 'Net Reviews'],
    uses: ['reviews'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(SKEEPERS_TERMS) },
    entity: { name: 'Skeepers', country: 'FR', ...toCheck(SKEEPERS_TERMS) },
    privacyPolicy: seen('https://skeepers.io/privacy-cookie-policy'),
    hosts: {
      names: ['skeepers.io', 'avis-verifies.com', 'netreviews.eu', 'verified-reviews.com'],
      ...toCheck(SKEEPERS_TERMS),
    },
  },
  {
    id: 'trusted-shops',
    name: 'Trusted Shops',
    alsoKnownAs: ['Trustbadge', 'eTrusted'],
    uses: ['reviews'],
    service: 'other',
    role: { kind: 'joint_controller', ...seen(TRUSTED_SHOPS_JCA) },
    entity: { name: 'Trusted Shops SE', country: 'DE', ...seen('https://business.trustedshops.com/imprint') },
    places: [
      { country: 'DE', mechanism: 'eea', ...toCheck(TRUSTED_SHOPS_TEXT) },
      { country: 'US', mechanism: 'adequacy', ...seen(TRUSTED_SHOPS_TEXT) },
    ],
    privacyPolicy: seen('https://business.trustedshops.com/imprint'),
    arrangement: seen(TRUSTED_SHOPS_JCA),
    hosts: { names: ['trustedshops.com', 'etrusted.com'], ...toCheck(TRUSTED_SHOPS_TEXT) },
  },
  {
    id: 'okendo',
    name: 'Okendo',
    uses: ['reviews'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(OKENDO_DPA) },
    entity: { name: 'Okendo Pty Ltd', country: 'AU', ...seen(OKENDO_DPA) },
    places: [
      { country: 'AU', mechanism: 'standard_clauses', ...toCheck(OKENDO_DPA) },
      { country: 'US', mechanism: 'standard_clauses', ...toCheck(OKENDO_DPA) },
    ],
    privacyPolicy: toCheck('https://okendo.io/privacy-policy/'),
    agreement: { name: 'Okendo Data Processing Addendum', ...seen(OKENDO_DPA) },
    hosts: { names: ['okendo.io'], ...toCheck(OKENDO_DPA) },
  },
  {
    id: 'stamped',
    name: 'Stamped',
    alsoKnownAs: ['Stamped.io'],
    uses: ['reviews', 'loyalty'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(STAMPED) },
    entity: null,
    privacyPolicy: toCheck(STAMPED),
    hosts: { names: ['stamped.io'], ...toCheck(STAMPED) },
  },
]
