import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'
import type { Say } from './texts.ts'

type RetentionRules = NonNullable<RegisterInput['retentionRules']>

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = ['consumer', 'professional']

/** After this long without marketing or transactional activity, a person is forgotten. */
const INACTIVITY_MONTHS = 36

const invoices = (say: Say) => ({
  keeps: say('legalHolds.invoices.keeps'),
  reason: say('legalHolds.invoices.reason'),
  months: 120,
  dataCategories: ['contact', 'purchases'],
})

/** Ordinary limitation of five years: Code civil Art. 2224. */
const contracts = (say: Say) => ({
  keeps: say('legalHolds.contracts.keeps'),
  reason: say('legalHolds.contracts.reason'),
  months: 60,
  dataCategories: ['contact', 'purchases', 'customer-service'],
})

/** CNIL, référentiel gestion commerciale: an objection is remembered for three years at least. */
const objection = (say: Say) => ({
  keeps: say('legalHolds.objection.keeps'),
  reason: say('legalHolds.objection.reason'),
  months: 36,
  dataCategories: ['newsletter'],
})

export const templateRetentionRules = (say: Say): RetentionRules => [
  {
    id: 'orders',
    audience: EVERYONE,
    subject: 'order',
    trigger: 'end_of_relationship',
    months: 0,
    action: 'anonymise',
    description: say('retention.orders.description'),
    dataCategories: ['purchases', 'customer-service', 'accounting', 'delivery-recipients'],
    legalHolds: [invoices(say), contracts(say)],
  },
  {
    id: 'accounts',
    audience: CONSUMER,
    subject: 'account',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: say('retention.accounts.description'),
    dataCategories: ['account', 'security'],
    noticeDays: 30,
  },
  {
    id: 'newsletter-withdrawal',
    audience: EVERYONE,
    subject: 'newsletter',
    trigger: 'withdrawal',
    months: 0,
    action: 'delete',
    description: say('retention.newsletter-withdrawal.description'),
    dataCategories: ['newsletter'],
    legalHolds: [objection(say)],
  },
  {
    id: 'newsletter-inactive',
    audience: EVERYONE,
    subject: 'newsletter',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: say('retention.newsletter-inactive.description'),
    dataCategories: ['newsletter'],
    noticeDays: 30,
  },
  {
    id: 'cookies',
    audience: EVERYONE,
    subject: 'cookie',
    trigger: 'consent_date',
    months: 13,
    action: 'delete',
    description: say('retention.cookies.description'),
    dataCategories: ['navigation', 'social-media'],
  },
  {
    id: 'prospects',
    audience: CONSUMER,
    subject: 'prospect',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: say('retention.prospects.description'),
    dataCategories: ['contact', 'location', 'demographics'],
  },
  {
    id: 'inactive-customers',
    audience: CONSUMER,
    subject: 'customer',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'anonymise',
    description: say('retention.inactive-customers.description'),
    dataCategories: ['contact', 'purchases', 'location', 'demographics'],
    noticeDays: 30,
    legalHolds: [invoices(say)],
  },
  {
    id: 'company-contacts',
    audience: PROFESSIONAL,
    subject: 'company_contact',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'anonymise',
    description: say('retention.company-contacts.description'),
    dataCategories: ['contact', 'company', 'professional-contact', 'demographics', 'accounting', 'delivery-recipients'],
    noticeDays: 30,
    legalHolds: [invoices(say)],
  },
]
