import type { RegisterInput } from '../model.ts'
import { AUDIENCES, type Audience } from '../words.ts'
import type { WordingLookup } from './texts.ts'

type RetentionRules = NonNullable<RegisterInput['retentionRules']>

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = [...AUDIENCES]

/** After this time without marketing or transactional activity, a person's data is deleted. */
const INACTIVITY_MONTHS = 36

const invoices = (wording: WordingLookup, dataCategories: string[]) => ({
  keeps: wording('legalHolds.invoices.keeps'),
  reason: wording('legalHolds.invoices.reason'),
  months: 120,
  dataCategories,
})

/** No duty to keep, but proof for a claim. Ordinary limitation of five years: Code civil Art. 2224. */
const contracts = (wording: WordingLookup) => ({
  keeps: wording('legalHolds.contracts.keeps'),
  reason: wording('legalHolds.contracts.reason'),
  months: 60,
  dataCategories: ['customer-service', 'delivery-recipients'],
})

/** CNIL, référentiel gestion commerciale: an objection is kept for three years at least. */
const objection = (wording: WordingLookup) => ({
  keeps: wording('legalHolds.objection.keeps'),
  reason: wording('legalHolds.objection.reason'),
  months: 36,
  dataCategories: ['newsletter'],
})

/** Each kind of data of the same people ends at one time: what is only for an order with it, the rest with the customer. */
export const templateRetentionRules = (wording: WordingLookup): RetentionRules => [
  {
    id: 'orders',
    audience: EVERYONE,
    subject: 'order',
    trigger: 'end_of_relationship',
    months: 0,
    action: 'delete',
    description: wording('retention.orders.description'),
    dataCategories: ['customer-service', 'delivery-recipients'],
    legalHolds: [contracts(wording)],
  },
  {
    id: 'accounts',
    audience: CONSUMER,
    subject: 'account',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: wording('retention.accounts.description'),
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
    description: wording('retention.newsletter-withdrawal.description'),
    dataCategories: ['newsletter'],
    legalHolds: [objection(wording)],
  },
  {
    id: 'newsletter-inactive',
    audience: EVERYONE,
    subject: 'newsletter',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: wording('retention.newsletter-inactive.description'),
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
    description: wording('retention.cookies.description'),
    dataCategories: ['navigation', 'social-media'],
  },
  {
    id: 'prospects',
    audience: CONSUMER,
    subject: 'prospect',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    dataCategories: ['contact', 'location', 'demographics'],
  },
  {
    id: 'inactive-customers',
    audience: CONSUMER,
    subject: 'customer',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'anonymise',
    description: wording('retention.inactive-customers.description'),
    dataCategories: ['contact', 'purchases', 'location', 'demographics'],
    noticeDays: 30,
    legalHolds: [invoices(wording, ['contact', 'purchases'])],
  },
  {
    id: 'company-contacts',
    audience: PROFESSIONAL,
    subject: 'company_contact',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'anonymise',
    description: wording('retention.company-contacts.description'),
    dataCategories: ['contact', 'company', 'professional-contact', 'purchases', 'accounting'],
    noticeDays: 30,
    legalHolds: [invoices(wording, ['contact', 'company', 'purchases', 'accounting'])],
  },
]
