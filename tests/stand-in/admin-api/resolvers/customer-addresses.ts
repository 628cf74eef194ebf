import { changeCustomer } from '../../shop/customers.ts'
import { type Customer, customerWith, idOf, type MailingAddress } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { type Resolvers, userError } from '../context.ts'
import { mailing } from './addresses.ts'

export interface AddressInput {
  firstName?: string | null
  lastName?: string | null
  company?: string | null
  address1?: string | null
  address2?: string | null
  provinceCode?: string | null
  zip?: string | null
  city?: string | null
  countryCode?: string | null
  phone?: string | null
}

interface Arguments {
  customerId: string
  addressId: string
  address: AddressInput
  setAsDefault?: boolean
}

/** An address as it is given; what is not given stays as it was, or is empty. */
export function addressFrom(id: number, input: AddressInput, known: Partial<MailingAddress> = {}): MailingAddress {
  const either = (given: string | null | undefined, before: string | null | undefined) =>
    given === undefined ? (before ?? null) : given
  return {
    id,
    firstName: either(input.firstName, known.firstName),
    lastName: either(input.lastName, known.lastName),
    company: either(input.company, known.company),
    address1: either(input.address1, known.address1),
    address2: either(input.address2, known.address2),
    zip: either(input.zip, known.zip),
    city: either(input.city, known.city),
    provinceCode: either(input.provinceCode, known.provinceCode),
    countryCodeV2: either(input.countryCode, known.countryCodeV2),
    phone: either(input.phone, known.phone),
  }
}

const customerOf = (state: ShopState, id: string) => customerWith(state.shop, idOf(id))
const addressOf = (customer: Customer | undefined, id: string) =>
  customer?.addresses.find((address) => address.id === idOf(id))

const NO_CUSTOMER = userError(['customerId'], 'Customer does not exist')
const NO_ADDRESS = userError(['addressId'], 'Address does not exist')

/** The addresses of a customer, one by one. */
export const customerAddressResolvers: Resolvers = {
  Mutation: {
    customerAddressCreate: (_source, { customerId, address: input, setAsDefault }: Arguments, { state }) => {
      const customer = customerOf(state, customerId)
      if (!customer) return { address: null, userErrors: [NO_CUSTOMER] }
      const { firstName, lastName } = customer
      const address = addressFrom(state.nextId(), input, { firstName, lastName })
      const isFirst = customer.addresses.length === 0
      changeCustomer(state, customer, {
        addresses: [...customer.addresses, address],
        ...((setAsDefault || isFirst) && { defaultAddressId: address.id }),
      })
      return { address: mailing(address, 'CustomerAddress'), userErrors: [] }
    },
    customerAddressUpdate: (_source, { customerId, addressId, address: input, setAsDefault }: Arguments, { state }) => {
      const customer = customerOf(state, customerId)
      const known = addressOf(customer, addressId)
      if (!customer || !known) return { address: null, userErrors: [customer ? NO_ADDRESS : NO_CUSTOMER] }
      const address = addressFrom(known.id, input, known)
      changeCustomer(state, customer, {
        addresses: customer.addresses.map((one) => (one === known ? address : one)),
        ...(setAsDefault && { defaultAddressId: address.id }),
      })
      return { address: mailing(address, 'CustomerAddress'), userErrors: [] }
    },
    customerAddressDelete: (_source, { customerId, addressId }: Arguments, { state }) => {
      const customer = customerOf(state, customerId)
      const known = addressOf(customer, addressId)
      if (!customer || !known) return { deletedAddressId: null, userErrors: [customer ? NO_ADDRESS : NO_CUSTOMER] }
      const addresses = customer.addresses.filter((one) => one !== known)
      const isDefault = customer.defaultAddressId === known.id
      changeCustomer(state, customer, {
        addresses,
        ...(isDefault && { defaultAddressId: addresses[0]?.id ?? null }),
      })
      return { deletedAddressId: addressId, userErrors: [] }
    },
    customerUpdateDefaultAddress: (_source, { customerId, addressId }: Arguments, { state }) => {
      const customer = customerOf(state, customerId)
      const known = addressOf(customer, addressId)
      if (!customer || !known) return { customer: null, userErrors: [customer ? NO_ADDRESS : NO_CUSTOMER] }
      return { customer: changeCustomer(state, customer, { defaultAddressId: known.id }), userErrors: [] }
    },
  },
}
