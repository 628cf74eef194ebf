/** Of the shop itself and of the places of companies. */
export interface Address {
  address1: string
  zip: string
  city: string
  countryCodeV2: string
  phone: string | null
}

/** Of a customer, an order, a draft or a checkout: it names a person, who need not be the customer. */
export interface MailingAddress {
  id: number
  firstName: string | null
  lastName: string | null
  company: string | null
  address1: string | null
  address2: string | null
  zip: string | null
  city: string | null
  provinceCode: string | null
  countryCodeV2: string | null
  phone: string | null
}

/** What somebody wrote into a form of the shop's theme or its apps. */
export interface Attribute {
  key: string
  value: string | null
}
