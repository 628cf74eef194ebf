import { changeCustomer } from './customers.ts'
import { aPlainCustomer } from './model/people.ts'
import type { Customer, MarketingState, OptInLevel } from './model.ts'
import type { ShopState } from './state.ts'
import { type Told, webhookTime } from './webhooks.ts'

export type MarketingChannel = 'email' | 'sms'

export interface MarketingChange {
  channel: MarketingChannel
  to: MarketingState
  at: Date
  optInLevel?: OptInLevel | undefined
}

/**
 * Changes a customer's marketing consent wherever it was asked for, and tells who listens, as Shopify tells apps. The
 * newest time wins: one that is older than what the customer has changes nothing.
 */
export function changeMarketing(state: ShopState, customer: Customer, change: MarketingChange): void {
  const { channel, to, optInLevel } = change
  const at = change.at.toISOString()
  const before = channel === 'email' ? customer.marketingUpdatedAt : customer.smsUpdatedAt
  if (before && before > at) return
  const changes: Partial<Customer> =
    channel === 'email'
      ? {
          marketingState: to,
          marketingUpdatedAt: at,
          marketingOptInLevel: optInLevel ?? customer.marketingOptInLevel ?? 'SINGLE_OPT_IN',
        }
      : { smsState: to, smsUpdatedAt: at }
  changeCustomer(state, customer, changes)
  state.tellOf(marketingWebhook(customer, channel))
}

/** The newsletter form of the storefront: who is not a customer yet becomes one. */
export function subscribeToNewsletter(state: ShopState, email: string, locale: string): void {
  const found = state.shop.customers.find((one) => one.email?.toLowerCase() === email.toLowerCase())
  const customer = found ?? aNewCustomer(state, email, locale)
  if (!found) state.shop.customers.push(customer)
  changeMarketing(state, customer, { channel: 'email', to: 'SUBSCRIBED', at: state.now() })
}

const aNewCustomer = (state: ShopState, email: string, locale: string): Customer => ({
  ...aPlainCustomer(),
  id: state.nextId(),
  email,
  locale,
  tags: ['newsletter'],
  createdAt: state.now().toISOString(),
  updatedAt: state.now().toISOString(),
})

/** The body of the webhook about one channel of a customer. */
export function marketingWebhook(customer: Customer, channel: MarketingChannel): Told {
  const optIn = customer.marketingOptInLevel?.toLowerCase() ?? null
  if (channel === 'email') {
    const consent = {
      state: customer.marketingState.toLowerCase(),
      opt_in_level: optIn,
      consent_updated_at: webhookTime(customer.marketingUpdatedAt),
    }
    const body = { customer_id: customer.id, email_address: customer.email, email_marketing_consent: consent }
    return { topic: 'customers_email_marketing_consent/update', body }
  }
  const consent = {
    state: customer.smsState.toLowerCase(),
    opt_in_level: 'single_opt_in',
    consent_updated_at: webhookTime(customer.smsUpdatedAt),
    consent_collected_from: 'OTHER',
  }
  const body = { id: customer.id, phone: customer.phone, sms_marketing_consent: consent }
  return { topic: 'customers_marketing_consent/update', body }
}
