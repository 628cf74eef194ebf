import { changeMarketing, type MarketingChannel } from '../../shop/marketing.ts'
import {
  type Customer,
  customerWith,
  gid,
  idOf,
  type MailingAddress,
  type OptInLevel,
  ordersOf,
} from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { type Resolvers, userError, type WithId } from '../context.ts'

interface CustomerInput {
  id?: string
  firstName?: string | null
  lastName?: string | null
  email?: string | null
  phone?: string | null
  note?: string | null
  locale?: string
  tags?: string[]
  addresses?: AddressInput[]
  emailMarketingConsent?: object
  smsMarketingConsent?: object
}

interface AddressInput {
  firstName?: string | null
  lastName?: string | null
  company?: string | null
  address2?: string | null
  provinceCode?: string | null
  address1?: string | null
  zip?: string | null
  city?: string | null
  countryCode?: string | null
  phone?: string | null
}

interface ConsentInput {
  marketingState: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING' | 'NOT_SUBSCRIBED' | 'REDACTED' | 'INVALID'
  marketingOptInLevel?: OptInLevel
  consentUpdatedAt?: string
}

/** The states that an app may set; the others are Shopify's to give. */
const SETTABLE = ['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'] as const
const isSettable = (state: string): state is (typeof SETTABLE)[number] => SETTABLE.some((one) => one === state)

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\+\d{6,15}$/

const NOT_THERE = 'Customer does not exist'

const find = (state: ShopState, id: string | undefined) => (id ? customerWith(state.shop, idOf(id)) : undefined)

function touch(state: ShopState, customer: Customer, changes: Partial<Customer>): Customer {
  Object.assign(customer, changes, { updatedAt: new Date().toISOString() })
  state.changed()
  return customer
}

/** What an app changes about customers: contact details, marketing consent, erasure. */
export const customerWriteResolvers: Resolvers = {
  Mutation: {
    customerUpdate: (_source, { input }: { input: CustomerInput }, { state }) => {
      const customer = find(state, input.id)
      if (!customer) return { customer: null, userErrors: [userError(['id'], NOT_THERE)] }
      const userErrors = problemsOf(state, customer, input)
      if (userErrors.length > 0) return { customer: null, userErrors }
      const { id, addresses, emailMarketingConsent, smsMarketingConsent, ...changes } = input
      const given = Object.fromEntries(Object.entries(changes).filter(([key]) => key in customer))
      const replaced = addresses?.map((address) => addressFrom(state, customer, address))
      const placed = replaced && { addresses: replaced, defaultAddressId: replaced[0]?.id ?? null }
      return { customer: touch(state, customer, { ...given, ...placed }), userErrors: [] }
    },
    customerEmailMarketingConsentUpdate: (
      _source,
      { input }: { input: { customerId: string; emailMarketingConsent: ConsentInput } },
      { state },
    ) => {
      const customer = find(state, input.customerId)
      const consent = input.emailMarketingConsent
      const problem = consentProblem(customer, consent, 'emailMarketingConsent', customer?.email)
      if (!customer || problem) return { customer: null, userErrors: [problem] }
      applyConsent(state, customer, 'email', consent)
      return { customer, userErrors: [] }
    },
    customerSmsMarketingConsentUpdate: (
      _source,
      { input }: { input: { customerId: string; smsMarketingConsent: ConsentInput } },
      { state },
    ) => {
      const customer = find(state, input.customerId)
      const consent = input.smsMarketingConsent
      const problem = consentProblem(customer, consent, 'smsMarketingConsent', customer?.phone)
      if (!customer || problem) return { customer: null, userErrors: [problem] }
      applyConsent(state, customer, 'sms', consent)
      return { customer, userErrors: [] }
    },
    customerRequestDataErasure: (_source, { customerId }: { customerId: string }, { state }) => {
      const customer = find(state, customerId)
      if (!customer) {
        return { customerId: null, userErrors: [userError(['customerId'], NOT_THERE, 'DOES_NOT_EXIST')] }
      }
      // Shopify only notes it: it erases days to months later. The stand-in does so when its customers page is told to.
      touch(state, customer, { erasureRequestedAt: new Date().toISOString() })
      return { customerId: gid('Customer', customer.id), userErrors: [] }
    },
    customerCancelDataErasure: (_source, { customerId }: { customerId: string }, { state }) => {
      const customer = find(state, customerId)
      const refused = (message: string, code: string) => ({
        customerId: null,
        userErrors: [userError(['customerId'], message, code)],
      })
      if (!customer) return refused(NOT_THERE, 'DOES_NOT_EXIST')
      if (!customer.erasureRequestedAt) return refused('Customer is not being erased', 'NOT_BEING_ERASED')
      touch(state, customer, { erasureRequestedAt: null })
      return { customerId: gid('Customer', customer.id), userErrors: [] }
    },
    customerDelete: (_source, { input }: { input: WithId }, { state }) => {
      const { shop } = state
      const customer = find(state, input.id)
      const refused = (message: string) => ({ deletedCustomerId: null, shop, userErrors: [userError(['id'], message)] })
      if (!customer) return refused("Customer can't be found")
      if (ordersOf(shop, customer.id).length > 0) return refused('Customer can’t be deleted because they have orders')
      shop.customers = shop.customers.filter((one) => one !== customer)
      state.changed()
      return { deletedCustomerId: gid('Customer', customer.id), shop, userErrors: [] }
    },
  },
}

function problemsOf({ shop }: ShopState, customer: Customer, input: CustomerInput) {
  const { email, phone } = input
  const taken = (key: 'email' | 'phone', value: string) =>
    shop.customers.some((other) => other !== customer && other[key]?.toLowerCase() === value.toLowerCase())
  const problems = []
  if (email && !EMAIL.test(email)) problems.push(userError(['email'], 'Email is invalid'))
  else if (email && taken('email', email)) problems.push(userError(['email'], 'Email has already been taken'))
  if (phone && !PHONE.test(phone)) problems.push(userError(['phone'], 'Phone is invalid'))
  else if (phone && taken('phone', phone)) problems.push(userError(['phone'], 'Phone has already been taken'))
  for (const field of ['emailMarketingConsent', 'smsMarketingConsent'] as const) {
    if (input[field]) problems.push(userError([field], `To update ${field}, please use its own mutation instead`))
  }
  return problems
}

function consentProblem(customer: Customer | undefined, consent: ConsentInput, at: string, reach?: string | null) {
  const problem = (field: string[], message: string) => userError(['input', ...field], message, 'INVALID')
  if (!customer) return problem(['customerId'], 'Customer not found')
  if (!reach) return problem([at], 'The customer must have an e-mail address or phone number')
  if (!isSettable(consent.marketingState)) {
    return problem([at, 'marketingState'], `Cannot specify ${consent.marketingState} as a marketing state input`)
  }
  const at_ = Date.parse(consent.consentUpdatedAt ?? '')
  if (at_ > Date.now() + 60_000) return problem([at, 'consentUpdatedAt'], 'Consent date must not be in the future')
  return undefined
}

function applyConsent(state: ShopState, customer: Customer, channel: MarketingChannel, consent: ConsentInput): void {
  if (!isSettable(consent.marketingState)) return
  const at = new Date(consent.consentUpdatedAt ?? Date.now())
  changeMarketing(state, customer, { channel, to: consent.marketingState, at, optInLevel: consent.marketingOptInLevel })
}

function addressFrom(state: ShopState, customer: Customer, input: AddressInput): MailingAddress {
  const { firstName, lastName } = customer
  return {
    id: state.nextId(),
    firstName: input.firstName ?? firstName,
    lastName: input.lastName ?? lastName,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    zip: input.zip ?? null,
    city: input.city ?? null,
    provinceCode: input.provinceCode ?? null,
    countryCodeV2: input.countryCode ?? null,
    phone: input.phone ?? null,
  }
}
