import { defaultAddressOf } from './model/people.ts'
import { type Customer, customerWith, gid, type MailingAddress, type Order, type Shop } from './model.ts'

/** What Shopify tells apps: a topic, and a body as its webhooks write it. */
export interface Told {
  topic: string
  body: object
}

/** Whole seconds, with an offset: as Shopify's webhooks write times. */
export const webhookTime = (iso: string | null) => iso && `${iso.slice(0, 19)}+00:00`

const addressBody = (address: MailingAddress | null) =>
  address && {
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    zip: address.zip,
    city: address.city,
    country_code: address.countryCodeV2,
    phone: address.phone,
  }

/** The body of `customers/create` and `customers/update`. */
export const customerBody = (customer: Customer) => ({
  id: customer.id,
  admin_graphql_api_id: gid('Customer', customer.id),
  created_at: customer.createdAt,
  updated_at: customer.updatedAt,
  first_name: customer.firstName,
  last_name: customer.lastName,
  email: customer.email,
  phone: customer.phone,
  note: customer.note,
  state: customer.state.toLowerCase(),
  tags: customer.tags.join(', '),
  tax_exempt: customer.taxExempt,
  verified_email: customer.email !== null,
  currency: 'EUR',
  addresses: customer.addresses.map(addressBody),
  default_address: addressBody(defaultAddressOf(customer)),
  email_marketing_consent: {
    state: customer.marketingState.toLowerCase(),
    opt_in_level: customer.marketingOptInLevel?.toLowerCase() ?? null,
    consent_updated_at: webhookTime(customer.marketingUpdatedAt),
  },
  sms_marketing_consent: customer.phone && {
    state: customer.smsState.toLowerCase(),
    opt_in_level: 'single_opt_in',
    consent_updated_at: webhookTime(customer.smsUpdatedAt),
    consent_collected_from: 'OTHER',
  },
})

/** Who was deleted is named by id alone. */
export const deletedBody = ({ id }: Customer) => ({ id, admin_graphql_api_id: gid('Customer', id), addresses: [] })

export function orderBody(shop: Shop, order: Order) {
  const customer = customerWith(shop, order.customerId)
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    name: order.name,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    email: order.email,
    phone: order.phone,
    note: order.note,
    tags: order.tags.join(', '),
    currency: 'EUR',
    total_price: order.total.toFixed(2),
    browser_ip: order.clientIp,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    customer: customer ? customerBody(customer) : null,
    billing_address: addressBody(order.billingAddress),
    shipping_address: addressBody(order.shippingAddress),
    line_items: order.lines.map(({ id, title, quantity, price, customAttributes }) => ({
      id,
      title,
      quantity,
      price: price.toFixed(2),
      properties: customAttributes.map(({ key, value }) => ({ name: key, value })),
    })),
  }
}
