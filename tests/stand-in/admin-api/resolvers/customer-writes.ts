import { changeCustomer } from '../../shop/customers.ts'
import { changeMarketing, type MarketingChannel } from '../../shop/marketing.ts'
import { type Customer, customerWith, gid, idOf, type OptInLevel } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { type Resolvers, userError } from '../context.ts'
import { type AddressInput, addressFrom } from './customer-addresses.ts'
import { setMetafield } from './metafields.ts'

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
  metafields?: { namespace?: string; key: string; type?: string; value: string }[]
  taxExempt?: boolean
  emailMarketingConsent?: object
  smsMarketingConsent?: object
}

interface ConsentInput {
  marketingState: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING' | 'NOT_SUBSCRIBED' | 'REDACTED' | 'INVALID'
  marketingOptInLevel?: OptInLevel
  consentUpdatedAt?: string
}

interface WhatsAppInput {
  state: ConsentInput['marketingState']
  updatedAt?: string
}

/** The states that an app may set; the others are Shopify's to give. */
const SETTABLE = ['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'] as const
const isSettable = (state: string): state is (typeof SETTABLE)[number] => SETTABLE.some((one) => one === state)

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\+\d{6,15}$/

const NOT_THERE = 'Customer does not exist'

const find = (state: ShopState, id: string | undefined) => (id ? customerWith(state.shop, idOf(id)) : undefined)

/** What an app changes about customers: contact details and marketing consent. */
export const customerWriteResolvers: Resolvers = {
  Mutation: {
    customerUpdate: (_source, { input }: { input: CustomerInput }, { state }) => {
      const customer = find(state, input.id)
      if (!customer) return { customer: null, userErrors: [userError(['id'], NOT_THERE)] }
      const userErrors = problemsOf(state, customer, input)
      if (userErrors.length > 0) return { customer: null, userErrors }
      const { id, addresses, metafields = [], emailMarketingConsent, smsMarketingConsent, ...changes } = input
      const given = Object.fromEntries(Object.entries(changes).filter(([key]) => key in customer))
      const { firstName, lastName } = customer
      for (const field of metafields) setMetafield(state, { ...field, ownerId: gid('Customer', customer.id) })
      const replaced = addresses?.map((address) => addressFrom(state.nextId(), address, { firstName, lastName }))
      const placed = replaced && { addresses: replaced, defaultAddressId: replaced[0]?.id ?? null }
      return { customer: changeCustomer(state, customer, { ...given, ...placed }), userErrors: [] }
    },
    customerEmailMarketingConsentUpdate: (
      _source,
      { input }: { input: { customerId: string; emailMarketingConsent: ConsentInput } },
      { state },
    ) => {
      const customer = find(state, input.customerId)
      const consent = input.emailMarketingConsent
      const problem = consentProblem(customer, {
        consent,
        at: 'emailMarketingConsent',
        reach: customer?.email,
        now: state.now(),
      })
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
      const problem = consentProblem(customer, {
        consent,
        at: 'smsMarketingConsent',
        reach: customer?.phone,
        now: state.now(),
      })
      if (!customer || problem) return { customer: null, userErrors: [problem] }
      applyConsent(state, customer, 'sms', consent)
      return { customer, userErrors: [] }
    },
    customerWhatsAppMarketingConsentUpdate: (
      _source,
      { input }: { input: { customerId: string; whatsAppMarketingConsent: WhatsAppInput } },
      { state },
    ) => {
      const customer = find(state, input.customerId)
      const { state: marketingState, updatedAt } = input.whatsAppMarketingConsent
      const consent = { marketingState, ...(updatedAt && { consentUpdatedAt: updatedAt }) }
      const problem = consentProblem(customer, {
        consent,
        at: 'whatsAppMarketingConsent',
        reach: customer?.phone,
        now: state.now(),
      })
      if (!customer || problem || !isSettable(marketingState))
        return { customerPhoneNumber: null, userErrors: [problem] }
      customer.whatsApp = { state: marketingState, updatedAt: updatedAt ?? state.now().toISOString() }
      state.changed()
      return { customerPhoneNumber: null, userErrors: [] }
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

interface Consenting {
  consent: ConsentInput
  at: string
  reach?: string | null | undefined
  now: Date
}

function consentProblem(customer: Customer | undefined, { consent, at, reach, now }: Consenting) {
  const problem = (field: string[], message: string) => userError(['input', ...field], message, 'INVALID')
  if (!customer) return problem(['customerId'], 'Customer not found')
  if (!reach) return problem([at], 'The customer must have an e-mail address or phone number')
  if (!isSettable(consent.marketingState)) {
    return problem([at, 'marketingState'], `Cannot specify ${consent.marketingState} as a marketing state input`)
  }
  const at_ = Date.parse(consent.consentUpdatedAt ?? '')
  if (at_ > +now + 60_000) return problem([at, 'consentUpdatedAt'], 'Consent date must not be in the future')
  return undefined
}

function applyConsent(state: ShopState, customer: Customer, channel: MarketingChannel, consent: ConsentInput): void {
  if (!isSettable(consent.marketingState)) return
  const at = new Date(consent.consentUpdatedAt ?? state.now())
  changeMarketing(state, customer, { channel, to: consent.marketingState, at, optInLevel: consent.marketingOptInLevel })
}
