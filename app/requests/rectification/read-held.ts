import {
  type CorrectableAddress,
  readCorrectableContacts,
  readCorrectableCustomer,
  readCorrectableMetafields,
  readCorrectableOrders,
} from '../../shopify/person-data/correctable.ts'
import { readGrantedScopes } from '../../shopify/person-data/scopes.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { MOST_ADDRESSES, MOST_COMPANY_PLACES, MOST_METAFIELDS, MOST_ORDERS } from './limits.ts'
import { addressText, type HeldPlace, type HeldToCorrect, type HeldValues, METAFIELD_TYPES } from './model.ts'
import type { CorrectionPlace } from './words.ts'

/** Whether the register declares a field of Shopify's as data of the person. */
type IsDeclared = (field: string) => boolean

interface Asked {
  client: ShopClient
  customerId: string
  isDeclared: IsDeclared
}

/** The number within one of Shopify's ids: addresses carry what they belong to behind it. */
const numberIn = (gid: string): string => /\/(\d+)(?:\?|$)/.exec(gid)?.[1] ?? gid

const mailing = (address: Partial<CorrectableAddress>): HeldValues => ({
  first_name: address.firstName ?? null,
  last_name: address.lastName ?? null,
  company: address.company ?? null,
  address1: address.address1 ?? null,
  address2: address.address2 ?? null,
  zip: address.zip ?? null,
  city: address.city ?? null,
  province: address.provinceCode ?? null,
  country: address.countryCodeV2 ?? null,
  phone: address.phone ?? null,
})

/** Enough of an address to tell it from a person's others. */
const inShort = (values: HeldValues): string =>
  [values.address1, values.zip, values.city].filter(Boolean).join(', ') || addressText(values)

type Reader = (asked: Asked) => Promise<HeldPlace[]>

const customer: Reader = async ({ client, customerId }) => {
  const { customer: found } = await readCorrectableCustomer(client, customerId, MOST_ADDRESSES)
  if (!found) return []
  const profile: HeldPlace = {
    key: 'customer',
    kind: 'customer',
    id: found.id,
    name: '',
    type: null,
    values: {
      first_name: found.firstName ?? null,
      last_name: found.lastName ?? null,
      email: found.defaultEmailAddress?.emailAddress ?? null,
      phone: found.defaultPhoneNumber?.phoneNumber ?? null,
      locale: found.locale,
    },
  }
  const addresses = found.addressesV2.nodes.map((address): HeldPlace => {
    const values = mailing(address)
    return {
      key: `address/${numberIn(address.id)}`,
      kind: 'address',
      id: address.id,
      name: inShort(values),
      type: null,
      values,
    }
  })
  return [profile, ...addresses]
}

const metafields: Reader = async ({ client, customerId, isDeclared }) => {
  const found = await readCorrectableMetafields(client, customerId, MOST_METAFIELDS)
  return found.flatMap(({ namespace, key, type, value, definition }): HeldPlace[] => {
    const isTyped = METAFIELD_TYPES.some((known) => known === type)
    if (!isTyped || !isDeclared(`Customer.metafields.${namespace}.${key}`)) return []
    const id = `${namespace}.${key}`
    return [{ key: `metafield/${id}`, kind: 'metafield', id, name: definition?.name ?? key, type, values: { value } }]
  })
}

const contacts: Reader = async ({ client, customerId }) => {
  const { contacts: found } = await readCorrectableContacts(client, customerId, MOST_COMPANY_PLACES)
  return found.flatMap(({ id, title, locale, company, roleAssignments }): HeldPlace[] => {
    const contact: HeldPlace = {
      key: `contact/${numberIn(id)}`,
      kind: 'contact',
      id,
      name: company.name,
      type: null,
      values: { title: title ?? null, locale: locale ?? null },
    }
    const places = roleAssignments.nodes.flatMap(({ companyLocation: place }): HeldPlace[] =>
      (['company_billing', 'company_shipping'] as const).flatMap((kind): HeldPlace[] => {
        const address = kind === 'company_billing' ? place.billingAddress : place.shippingAddress
        if (!address) return []
        const { recipient, address1, address2, zip, city, zoneCode, countryCode, phone } = address
        const values = {
          ...{ recipient: recipient ?? null, address1, address2: address2 ?? null, zip: zip ?? null },
          ...{ city: city ?? null, province: zoneCode ?? null, country: countryCode, phone: phone ?? null },
        }
        const key = `${kind}/${numberIn(place.id)}`
        return [{ key, kind, id: place.id, name: place.name, type: null, values }]
      }),
    )
    return [contact, ...places]
  })
}

/** Orders of which nothing was sent yet. */
const orders: Reader = async ({ client, customerId }) => {
  const found = await readCorrectableOrders(client, customerId, MOST_ORDERS)
  return found.flatMap(({ id, name, email, cancelledAt, closedAt, displayFulfillmentStatus, shippingAddress }) => {
    if (cancelledAt || closedAt || displayFulfillmentStatus !== 'UNFULFILLED') return []
    const values = { email: email ?? null, ...(shippingAddress ? mailing(shippingAddress) : {}) }
    return [{ key: `order/${numberIn(id)}`, kind: 'order' as const, id, name, type: null, values }]
  })
}

const READERS: Record<Exclude<CorrectionPlace, 'statement'>, Reader> = {
  customer,
  address: customer,
  new_address: customer,
  metafield: metafields,
  contact: contacts,
  company_billing: contacts,
  company_shipping: contacts,
  order: orders,
}

/**
 * Everything of a customer that can be corrected, as it is now.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal
 */
export async function readHeldToCorrect(asked: Asked): Promise<HeldToCorrect> {
  const scopes = await readGrantedScopes(asked.client)
  const optional = [
    { scope: 'read_companies', read: contacts },
    { scope: 'read_orders', read: orders },
  ].map((one) => ({ ...one, isGranted: scopes.covers(one.scope) }))
  const places = [...(await customer(asked)), ...(await metafields(asked))]
  for (const { read, isGranted } of optional) if (isGranted) places.push(...(await read(asked)))
  return { places: onlyOnce(places), missing: optional.filter((one) => !one.isGranted).map(({ scope }) => scope) }
}

/** A place of a company is read once for each role that the person has there. */
const onlyOnce = (places: readonly HeldPlace[]): HeldPlace[] => [
  ...new Map(places.map((place) => [place.key, place])).values(),
]

/**
 * The places of one kind, as they are now.
 *
 * @throws as above
 */
export const readPlacesOf = (kind: Exclude<CorrectionPlace, 'statement'>, asked: Asked): Promise<HeldPlace[]> =>
  READERS[kind](asked)
