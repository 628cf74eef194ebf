import {
  type AddressToWrite,
  addAddress,
  assignCompanyAddress,
  correctAddress,
  correctContact,
  correctCustomer,
  correctMetafield,
  correctOrder,
  type NotTaken,
  type NotTakenField,
  removeAddress,
} from '../../shopify/person-writes/corrections.ts'
import { deleteMetafields } from '../../shopify/person-writes/customer.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import type { HeldPlace, HeldValues } from './model.ts'
import type { CorrectedField, CorrectionPlace } from './words.ts'

interface Write {
  client: ShopClient
  customerId: string
  /** As it is now. */
  place: HeldPlace
  /** What changes; null removes. */
  values: HeldValues
}

/** What Shopify calls a field in its inputs. */
const SHOPIFY_FIELDS: Partial<Record<CorrectedField, readonly string[]>> = {
  first_name: ['firstName'],
  last_name: ['lastName'],
  province: ['provinceCode', 'province', 'zoneCode'],
  country: ['countryCode', 'country'],
}

/** A value that Shopify did not take; the field is null where it does not say which. */
export interface NotWritten {
  field: CorrectedField | null
  why: NotTaken
}

const fieldNamed = (name: string | null, given: HeldValues): CorrectedField | null =>
  (Object.keys(given) as CorrectedField[]).find((field) => (SHOPIFY_FIELDS[field] ?? [field]).includes(name ?? '')) ??
  null

/** A field that is not given stays as it is; one without a value is emptied. */
const text = (values: HeldValues, field: CorrectedField) => {
  const value = values[field]
  return value === undefined ? {} : { [SHOPIFY_FIELDS[field]?.[0] ?? field]: value ?? '' }
}

const countryOf = ({ country }: HeldValues) => (country ? { countryCode: country } : {})

/** A province is one of its country's; none is said by leaving it out. */
const mailingInput = (values: HeldValues): AddressToWrite => ({
  ...text(values, 'first_name'),
  ...text(values, 'last_name'),
  ...text(values, 'company'),
  ...text(values, 'address1'),
  ...text(values, 'address2'),
  ...text(values, 'zip'),
  ...text(values, 'city'),
  ...text(values, 'phone'),
  ...countryOf(values),
  ...(values.province === undefined ? {} : { provinceCode: values.province }),
})

const companyAddress =
  (type: 'BILLING' | 'SHIPPING') =>
  ({ client, place, values }: Write) => {
    const whole = { ...place.values, ...values }
    const address = {
      ...text(whole, 'recipient'),
      ...text(whole, 'address1'),
      ...text(whole, 'address2'),
      ...text(whole, 'zip'),
      ...text(whole, 'city'),
      ...text(whole, 'phone'),
      ...countryOf(whole),
      ...(whole.province ? { zoneCode: whole.province } : {}),
    }
    return assignCompanyAddress(client, { locationId: place.id ?? '', type }, address)
  }

function metafield({ client, customerId, place, values }: Write): Promise<NotTakenField[]> {
  const [namespace = '', ...rest] = (place.id ?? '').split('.')
  const name = { namespace, key: rest.join('.') }
  if (values.value === null || values.value === undefined)
    return deleteMetafields(client, customerId, [name]).then((refusal) =>
      refusal === null ? [] : [{ field: 'value', why: 'refused' }],
    )
  return correctMetafield(client, customerId, { ...name, type: place.type ?? '', value: values.value })
}

const WRITERS: Record<Exclude<CorrectionPlace, 'statement'>, (write: Write) => Promise<NotTakenField[]>> = {
  customer: ({ client, customerId, values }) =>
    correctCustomer(client, customerId, {
      ...text(values, 'first_name'),
      ...text(values, 'last_name'),
      ...text(values, 'email'),
      ...text(values, 'phone'),
      ...text(values, 'locale'),
    }),
  new_address: ({ client, customerId, values }) => addAddress(client, customerId, mailingInput(values)),
  // Whole: what is left out of an address may be taken for empty.
  address: ({ client, customerId, place, values }) =>
    'address' in values
      ? removeAddress(client, { customerId, addressId: place.id ?? '' })
      : correctAddress(client, { customerId, addressId: place.id ?? '' }, mailingInput({ ...place.values, ...values })),
  metafield,
  contact: ({ client, place, values }) =>
    correctContact(client, place.id ?? '', { ...text(values, 'title'), ...text(values, 'locale') }),
  company_billing: companyAddress('BILLING'),
  company_shipping: companyAddress('SHIPPING'),
  order({ client, place, values: { email, ...address } }) {
    const shippingAddress = mailingInput({ ...place.values, ...address })
    return correctOrder(client, {
      id: place.id ?? '',
      ...(email === undefined ? {} : { email: email ?? '' }),
      ...(Object.keys(address).length > 0 ? { shippingAddress } : {}),
    })
  },
}

/**
 * Writes values of one place. Returns those that Shopify did not take: then it has taken none of the call.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function writeValues(kind: Exclude<CorrectionPlace, 'statement'>, write: Write): Promise<NotWritten[]> {
  const problems = await WRITERS[kind](write)
  return problems.map(({ field, why }) => ({ field: fieldNamed(field, write.values), why }))
}
