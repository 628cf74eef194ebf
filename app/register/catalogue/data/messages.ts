/** E-mail and SMS marketing. */
import type { ServiceInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const KLAVIYO_DPA = 'https://www.klaviyo.com/fr/legal/data-processing-agreement'
const KLAVIYO_COOKIES = 'https://help.klaviyo.com/hc/en-us/articles/360034666712'
const BREVO_TERMS = 'https://www.brevo.com/fr/legal/termsofuse'
const MAILCHIMP_DPA = 'https://mailchimp.com/pt-br/legal/data-processing-addendum/'
const OMNISEND_DPA = 'https://www.omnisend.lt/data-processing-agreement/'
const ACTIVECAMPAIGN_GDPR = 'https://www.activecampaign.com/de/legal/gdpr-updates/privacy-shield'
const MAILJET = 'https://www.mailjet.com/legal/dpa/'
const RAPIDMAIL = 'https://www.rapidmail.com/general-terms-and-conditions'
const CLEVERREACH = 'https://www.cleverreach.com/en-de/terms-of-service/'
const ATTENTIVE = 'https://www.attentive.com/legal/dpa'
const TWILIO = 'https://www.twilio.com/en-us/legal/data-protection-addendum'

export const messages: readonly ServiceInput[] = [
  {
    id: 'klaviyo',
    name: 'Klaviyo',
    uses: ['email', 'sms'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(KLAVIYO_DPA) },
    entity: { name: 'Klaviyo, Inc.', country: 'US', ...seen(KLAVIYO_DPA) },
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(KLAVIYO_DPA) }],
    privacyPolicy: seen('https://www.klaviyo.com/legal/privacy/privacy-notice'),
    agreement: { name: 'Klaviyo Data Processing Agreement', ...seen(KLAVIYO_DPA) },
    trackers: [
      {
        pattern: '__kla_id',
        topic: 'email_marketing',
        party: 'first',
        documented: { lifetime: { unit: 'years', value: 2 }, ...seen(KLAVIYO_COOKIES) },
      },
    ],
    hosts: { names: ['klaviyo.com'], ...seen(KLAVIYO_COOKIES) },
  },
  {
    id: 'brevo',
    name: 'Brevo',
    alsoKnownAs: ['Sendinblue'],
    uses: ['email', 'sms'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen('https://fr.sendinblue.com/legal/termsofuse/') },
    entity: { name: 'Sendinblue SAS', country: 'FR', ...seen(BREVO_TERMS) },
    places: [{ country: 'FR', mechanism: 'eea', ...toCheck(BREVO_TERMS) }],
    privacyPolicy: toCheck('https://www.brevo.com/legal/privacypolicy/'),
    agreement: { name: 'Brevo Data Processing Agreement', ...seen(BREVO_TERMS) },
    hosts: { names: ['brevo.com', 'sendinblue.com', 'sibautomation.com'], ...toCheck(BREVO_TERMS) },
  },
  {
    id: 'mailchimp',
    name: 'Mailchimp',
    alsoKnownAs: ['Intuit Mailchimp'],
    uses: ['email', 'sms'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(MAILCHIMP_DPA) },
    entity: { name: 'The Rocket Science Group LLC', country: 'US', ...seen(MAILCHIMP_DPA) },
    places: [{ country: 'US', mechanism: 'adequacy', ...seen(MAILCHIMP_DPA) }],
    privacyPolicy: toCheck('https://www.intuit.com/privacy/statement/'),
    agreement: { name: 'Mailchimp Data Processing Addendum', ...seen(MAILCHIMP_DPA) },
    hosts: { names: ['mailchimp.com', 'chimpstatic.com', 'list-manage.com'], ...toCheck(MAILCHIMP_DPA) },
  },
  {
    id: 'omnisend',
    name: 'Omnisend',
    uses: ['email', 'sms'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen(OMNISEND_DPA) },
    entity: { name: 'Omnisend, UAB', country: 'LT', ...seen('https://www.omnisend.lt/terms/') },
    places: [
      { country: 'LT', mechanism: 'eea', ...seen(OMNISEND_DPA) },
      { country: 'US', mechanism: 'standard_clauses', ...seen(OMNISEND_DPA) },
    ],
    privacyPolicy: seen('https://www.omnisend.com/privacy/'),
    agreement: { name: 'Omnisend Data Processing Agreement', ...seen(OMNISEND_DPA) },
    hosts: { names: ['omnisend.com', 'omnisnippet1.com'], ...toCheck('https://www.omnisend.com/privacy/') },
  },
  {
    id: 'activecampaign',
    name: 'ActiveCampaign',
    uses: ['email'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen('https://www.activecampaign.com/it/legal/brazilscc') },
    entity: {
      name: 'ActiveCampaign, LLC',
      country: 'US',
      ...seen('https://www.activecampaign.com/it/legal/brazilscc'),
    },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...seen(ACTIVECAMPAIGN_GDPR) }],
    privacyPolicy: toCheck('https://www.activecampaign.com/legal/privacy-policy'),
    agreement: { name: 'ActiveCampaign Data Processing Addendum', ...seen(ACTIVECAMPAIGN_GDPR) },
    trackers: [
      { pattern: 'ac_enable_tracking', topic: 'email_marketing', party: 'first' },
      { pattern: 'prism_*', topic: 'email_marketing', party: 'third' },
    ],
    hosts: { names: ['activecampaign.com', 'activehosted.com', 'trackcmp.net'], ...toCheck(ACTIVECAMPAIGN_GDPR) },
  },
  {
    id: 'mailjet',
    name: 'Mailjet',
    alsoKnownAs: ['Sinch Mailjet'],
    uses: ['email'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(MAILJET) },
    entity: { name: 'Mailjet SAS', country: 'FR', ...toCheck(MAILJET) },
    places: [
      { country: 'DE', mechanism: 'eea', ...toCheck(MAILJET) },
      { country: 'BE', mechanism: 'eea', ...toCheck(MAILJET) },
    ],
    privacyPolicy: toCheck('https://www.mailjet.com/legal/privacy-policy/'),
    hosts: { names: ['mailjet.com', 'mjt.lu'], ...toCheck(MAILJET) },
  },
  {
    id: 'rapidmail',
    name: 'rapidmail',
    uses: ['email'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck('https://www.rapidmail.de/datenschutz') },
    entity: { name: 'rapidmail GmbH', country: 'DE', ...seen(RAPIDMAIL) },
    places: [{ country: 'DE', mechanism: 'eea', ...toCheck('https://www.rapidmail.de/datenschutz') }],
    privacyPolicy: toCheck('https://www.rapidmail.de/datenschutz'),
    hosts: { names: ['rapidmail.de', 'rapidmail.com', 'emailsys1a.net'], ...toCheck(RAPIDMAIL) },
  },
  {
    id: 'cleverreach',
    name: 'CleverReach',
    uses: ['email'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck('https://www.cleverreach.com/en-de/privacy-policy/') },
    entity: { name: 'CleverReach GmbH & Co. KG', country: 'DE', ...seen(CLEVERREACH) },
    places: [
      { country: 'DE', mechanism: 'eea', ...toCheck(CLEVERREACH) },
      { country: 'IE', mechanism: 'eea', ...toCheck(CLEVERREACH) },
    ],
    privacyPolicy: toCheck('https://www.cleverreach.com/en-de/privacy-policy/'),
    hosts: { names: ['cleverreach.com', 'cleverreach.de'], ...toCheck(CLEVERREACH) },
  },
  {
    id: 'attentive',
    name: 'Attentive',
    uses: ['sms', 'email'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck(ATTENTIVE) },
    entity: { name: 'Attentive Mobile, Inc.', country: 'US', ...toCheck(ATTENTIVE) },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck(ATTENTIVE) }],
    privacyPolicy: toCheck('https://www.attentive.com/legal/privacy'),
    hosts: { names: ['attentive.com', 'attn.tv', 'attentivemobile.com'], ...toCheck(ATTENTIVE) },
  },
  {
    id: 'postscript',
    name: 'Postscript',
    uses: ['sms'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck('https://postscript.io/dpa') },
    entity: { name: 'Stodge, Inc.', country: 'US', ...toCheck('https://postscript.io/terms-of-service') },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck('https://postscript.io/dpa') }],
    privacyPolicy: toCheck('https://postscript.io/privacy'),
    hosts: { names: ['postscript.io'], ...toCheck('https://postscript.io/privacy') },
  },
  {
    id: 'twilio',
    name: 'Twilio',
    alsoKnownAs: ['SendGrid'],
    uses: ['sms', 'email'],
    service: 'digital_services',
    role: { kind: 'processor', ...seen('https://www.twilio.com/en-us/legal/bcr/processor') },
    entity: { name: 'Twilio Ireland Limited', country: 'IE', ...toCheck(TWILIO) },
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(TWILIO) }],
    privacyPolicy: toCheck('https://www.twilio.com/en-us/legal/privacy'),
    agreement: { name: 'Twilio Data Protection Addendum', ...toCheck(TWILIO) },
  },
]
