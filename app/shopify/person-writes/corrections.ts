/** Corrections of what Shopify holds about a customer. Scopes: write_customers; write_orders for orders. */
import type {
  CompanyAddressInput,
  CompanyAddressType,
  CompanyContactInput,
  CountryCode,
  CustomerInput,
  MailingAddressInput,
  OrderInput,
} from '../generated/admin.types.d.ts'
import { gidOf } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'
import { askAll } from './asked.ts'

/** An address, with a country code that the caller has checked: Shopify's type of it is a list of the codes. */
type WithCountry<Input> = Omit<Input, 'countryCode'> & { countryCode?: string }
export type AddressToWrite = WithCountry<MailingAddressInput>
export type CompanyAddressToWrite = WithCountry<CompanyAddressInput>

const typed = <Input>({ countryCode, ...address }: WithCountry<Input>) => ({
  ...address,
  ...(countryCode !== undefined && { countryCode: countryCode as CountryCode }),
})

/** Why Shopify did not take a value. Its message may name somebody, so that it is only looked at here. */
export type NotTaken = 'taken' | 'invalid' | 'country_or_province' | 'gone' | 'refused'

/** A field of Shopify's input, such as `email` or `provinceCode`; null where it does not say which. */
export interface NotTakenField {
  field: string | null
  why: NotTaken
}

interface Said {
  field?: readonly string[] | null
  message: string
}

/** Most of these mutations give no code: what they mean stands in their English message. */
const MEANINGS: readonly [RegExp, NotTaken][] = [
  [/does not exist|not found|no longer exists/i, 'gone'],
  [/taken|already (?:exists|in use)/i, 'taken'],
  [/province|country|zone|state is/i, 'country_or_province'],
  [/invalid|not a valid|too long|blank|must be|enter a valid/i, 'invalid'],
]

const notTaken = (errors: readonly Said[] | undefined): NotTakenField[] =>
  (errors ?? []).map(({ field, message }) => ({
    field: field?.findLast((part) => !/^\d+$/.test(part)) ?? null,
    why: MEANINGS.find(([pattern]) => pattern.test(message))?.[1] ?? 'refused',
  }))

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function correctCustomer(
  client: ShopClient,
  customerId: string,
  values: Pick<CustomerInput, 'firstName' | 'lastName' | 'email' | 'phone' | 'locale'>,
): Promise<NotTakenField[]> {
  const input = { ...values, id: gidOf('Customer', customerId) }
  const { customerUpdate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptCustomerCorrected($input: CustomerInput!) {
        customerUpdate(input: $input) { userErrors { field message } }
      }`,
      { variables: { input }, ...options },
    ),
  )
  return notTaken(customerUpdate?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function addAddress(
  client: ShopClient,
  customerId: string,
  address: AddressToWrite,
): Promise<NotTakenField[]> {
  const { customerAddressCreate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptAddressAdded($id: ID!, $address: MailingAddressInput!) {
        customerAddressCreate(customerId: $id, address: $address) { userErrors { field message } }
      }`,
      { variables: { id: gidOf('Customer', customerId), address: typed(address) }, ...options },
    ),
  )
  return notTaken(customerAddressCreate?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function correctAddress(
  client: ShopClient,
  { customerId, addressId }: { customerId: string; addressId: string },
  address: AddressToWrite,
): Promise<NotTakenField[]> {
  const { customerAddressUpdate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptAddressCorrected($id: ID!, $addressId: ID!, $address: MailingAddressInput!) {
        customerAddressUpdate(customerId: $id, addressId: $addressId, address: $address) { userErrors { field message } }
      }`,
      { variables: { id: gidOf('Customer', customerId), addressId, address: typed(address) }, ...options },
    ),
  )
  return notTaken(customerAddressUpdate?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function removeAddress(
  client: ShopClient,
  { customerId, addressId }: { customerId: string; addressId: string },
): Promise<NotTakenField[]> {
  const { customerAddressDelete } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptAddressRemoved($id: ID!, $addressId: ID!) {
        customerAddressDelete(customerId: $id, addressId: $addressId) { userErrors { field message } }
      }`,
      { variables: { id: gidOf('Customer', customerId), addressId }, ...options },
    ),
  )
  return notTaken(customerAddressDelete?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function correctContact(
  client: ShopClient,
  id: string,
  input: Pick<CompanyContactInput, 'title' | 'locale'>,
): Promise<NotTakenField[]> {
  const { companyContactUpdate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptContactCorrected($id: ID!, $input: CompanyContactInput!) {
        companyContactUpdate(companyContactId: $id, input: $input) { userErrors { field message } }
      }`,
      { variables: { id, input }, ...options },
    ),
  )
  return notTaken(companyContactUpdate?.userErrors)
}

/** The whole address: Shopify replaces it. @throws ShopifyUnavailable, ShopifyRefusal */
export async function assignCompanyAddress(
  client: ShopClient,
  { locationId, type }: { locationId: string; type: `${CompanyAddressType}` },
  address: CompanyAddressToWrite,
): Promise<NotTakenField[]> {
  const { companyLocationAssignAddress } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptCompanyAddressCorrected($id: ID!, $types: [CompanyAddressType!]!, $address: CompanyAddressInput!) {
        companyLocationAssignAddress(locationId: $id, addressTypes: $types, address: $address) {
          userErrors { field message }
        }
      }`,
      { variables: { id: locationId, types: [type as CompanyAddressType], address: typed(address) }, ...options },
    ),
  )
  return notTaken(companyLocationAssignAddress?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function correctMetafield(
  client: ShopClient,
  customerId: string,
  metafield: { namespace: string; key: string; type: string; value: string },
): Promise<NotTakenField[]> {
  const metafields = [{ ...metafield, ownerId: gidOf('Customer', customerId) }]
  const { metafieldsSet } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptMetafieldCorrected($metafields: [MetafieldsSetInput!]!) {
        metafieldsSet(metafields: $metafields) { userErrors { field message } }
      }`,
      { variables: { metafields }, ...options },
    ),
  )
  return notTaken(metafieldsSet?.userErrors)
}

/** An address is given whole. @throws ShopifyUnavailable, ShopifyRefusal */
export async function correctOrder(
  client: ShopClient,
  { shippingAddress, ...order }: Pick<OrderInput, 'id' | 'email'> & { shippingAddress?: AddressToWrite },
): Promise<NotTakenField[]> {
  const input = { ...order, ...(shippingAddress && { shippingAddress: typed(shippingAddress) }) }
  const { orderUpdate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptOrderCorrected($input: OrderInput!) {
        orderUpdate(input: $input) { userErrors { field message } }
      }`,
      { variables: { input }, ...options },
    ),
  )
  return notTaken(orderUpdate?.userErrors)
}
