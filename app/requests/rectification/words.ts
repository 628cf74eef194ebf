/** The closed lists of a rectification's words (GDPR Art. 16). */
import type { HeldTable } from '../held/model.ts'

/** Where a value that can be corrected is held at Shopify. `statement`: nothing is replaced, a statement is added. */
export const CORRECTION_PLACES = [
  'customer',
  'address',
  /** An address that the person adds. */
  'new_address',
  'metafield',
  'contact',
  'company_billing',
  'company_shipping',
  'order',
  'statement',
] as const
export type CorrectionPlace = (typeof CORRECTION_PLACES)[number]

/** The parts of an address, in the order of a letter. */
const ADDRESS_FIELDS = [
  'first_name',
  'last_name',
  'recipient',
  'company',
  'address1',
  'address2',
  'zip',
  'city',
  'province',
  'country',
  'phone',
] as const

/** `address`: a whole one, which is added or removed. */
export const CORRECTED_FIELDS = [...ADDRESS_FIELDS, 'email', 'locale', 'title', 'value', 'address', 'text'] as const
export type CorrectedField = (typeof CORRECTED_FIELDS)[number]

interface PlaceRule {
  fields: readonly CorrectedField[]
  /** Shopify's mutation; null where nothing of Shopify's is changed. */
  mutation: string | null
  /** What the shop must let Kept do. */
  scope: string | null
  /** Whether the whole can be removed. */
  canRemove?: true
}

const STREET = ['address1', 'address2', 'zip', 'city', 'province', 'country', 'phone'] as const
const MAILING = ['first_name', 'last_name', 'company', ...STREET] as const
const OF_COMPANY = {
  fields: ['recipient', ...STREET],
  mutation: 'companyLocationAssignAddress',
  scope: 'write_customers',
} as const

/** The table of docs/requests.md. What is in no line of it cannot be replaced: a statement is added to it. */
export const CORRECTABLE: Record<CorrectionPlace, PlaceRule> = {
  customer: {
    fields: ['first_name', 'last_name', 'email', 'phone', 'locale'],
    mutation: 'customerUpdate',
    scope: 'write_customers',
  },
  address: { fields: MAILING, mutation: 'customerAddressUpdate', scope: 'write_customers', canRemove: true },
  new_address: { fields: MAILING, mutation: 'customerAddressCreate', scope: 'write_customers' },
  metafield: { fields: ['value'], mutation: 'metafieldsSet', scope: 'write_customers' },
  contact: { fields: ['title', 'locale'], mutation: 'companyContactUpdate', scope: 'write_customers' },
  company_billing: OF_COMPANY,
  company_shipping: OF_COMPANY,
  /** Before it is sent, and never its billing address: Shopify lets no app change that. */
  order: { fields: ['email', ...MAILING], mutation: 'orderUpdate', scope: 'write_orders' },
  statement: { fields: ['text'], mutation: null, scope: null },
}

export const CORRECTION_STATES = [
  /** Staff have to decide. */
  'proposed',
  'accepted',
  'refused',
  /** Shopify has the new value, or the statement is kept. */
  'applied',
  /** Staff say that they did it themselves. */
  'done_by_hand',
  /** The value is not the old one any more: staff decide again. */
  'conflict',
  /** Shopify did not take it: staff decide again. */
  'rejected',
] as const
export type CorrectionState = (typeof CORRECTION_STATES)[number]

/** Nothing more becomes of it. */
export const SETTLED_CORRECTIONS = ['refused', 'applied', 'done_by_hand'] as const satisfies CorrectionState[]
/** Staff have to decide before the request can be answered. */
export const UNDECIDED_CORRECTIONS = ['proposed', 'conflict', 'rejected'] as const satisfies CorrectionState[]

/** Why a value was not written. Shopify's own message may name somebody, so that nobody keeps it. */
export const CORRECTION_CODES = [
  /** What held the value is not there any more. */
  'gone',
  'access_denied',
  'taken',
  'invalid',
  'country_or_province',
  'refused',
] as const
export type CorrectionCode = (typeof CORRECTION_CODES)[number]

/** Whether Kept has read what can be corrected. */
export const READING_STATES = ['reading', 'read', 'failed', 'not_installed'] as const
export type ReadingState = (typeof READING_STATES)[number]

/** `open`: people propose and staff decide. `applying`: a job writes. `stopped`: staff have to do something first. */
export const RECTIFICATION_RUNS = ['open', 'applying', 'stopped', 'done'] as const

export const RECTIFICATION_STOPS = ['shopify_away', 'not_installed', 'request_closed'] as const
export type RectificationStop = (typeof RECTIFICATION_STOPS)[number]

/** What is wrong with a value that somebody typed. */
const VALUE_PROBLEMS = [
  'too_long',
  'not_a_line',
  'required',
  'email',
  'phone',
  'locale',
  'country',
  'province',
  'date',
  'date_time',
  'number',
  'boolean',
] as const
export type ValueProblem = (typeof VALUE_PROBLEMS)[number]

/** Facts that people most often add a statement to: tables of what is held. */
export const STATEMENT_SUBJECTS = [
  'customer',
  'addresses',
  'orders',
  'order_lines',
  'order_transactions',
  'order_refunds',
  'order_fulfillments',
  'subscriptions',
  'companies',
  'consents',
  'requests',
] as const satisfies HeldTable[]
