import { de, en, es, Faker, fr, it, type LocaleDefinition, nl } from '@faker-js/faker'
import type { Address, Company, CompanyContact, Customer, LineItem, Order, Product } from './model.ts'

export const DAY_MS = 86_400_000

const YEARS = 5

/** Some days more than 36 months: after that retention asks whether a customer is still one. */
const INACTIVE_DAYS = 1100

/** Who buys in a shop: so many of a language and country. */
export interface Market {
  weight: number
  locale: string
  country: string
  faker: LocaleDefinition
  /** How mobile numbers begin there. */
  mobile: string
}

export const MARKETS = {
  france: { locale: 'fr', country: 'FR', faker: fr, mobile: '+336' },
  belgium: { locale: 'fr', country: 'BE', faker: fr, mobile: '+324' },
  germany: { locale: 'de', country: 'DE', faker: de, mobile: '+4915' },
  austria: { locale: 'de', country: 'AT', faker: de, mobile: '+4366' },
  italy: { locale: 'it', country: 'IT', faker: it, mobile: '+393' },
  spain: { locale: 'es', country: 'ES', faker: es, mobile: '+346' },
  netherlands: { locale: 'nl', country: 'NL', faker: nl, mobile: '+316' },
  ireland: { locale: 'en', country: 'IE', faker: en, mobile: '+3538' },
} as const satisfies Record<string, Omit<Market, 'weight'>>

const MARKETING = [
  { value: 'SUBSCRIBED' as const, weight: 6 },
  { value: 'NOT_SUBSCRIBED' as const, weight: 13 },
  { value: 'UNSUBSCRIBED' as const, weight: 1 },
]

export type Ids = { next: number }

export const nextId = (ids: Ids) => {
  ids.next += 1
  return ids.next
}

interface Clientele {
  today: Date
  ids: Ids
  markets: readonly Market[]
  /** What staff note of some customers, in the shop's language. */
  tag: string
  note: string
}

export function aCustomer(base: Faker, { today, ids, markets, tag, note }: Clientele): Customer {
  const language = base.helpers.weightedArrayElement(markets.map((value) => ({ value, weight: value.weight })))
  const faker = new Faker({ locale: [language.faker, en], seed: base.number.int(1e9) })
  const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()]
  const created = base.date.between({ from: new Date(+today - YEARS * 365 * DAY_MS), to: new Date(+today - DAY_MS) })
  const createdAt = created.toISOString()
  const marketing = base.helpers.weightedArrayElement(MARKETING)
  const phone = base.datatype.boolean(0.4) ? `${language.mobile}${base.string.numeric(8)}` : null
  const sms = phone && base.datatype.boolean(0.3) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED'
  const id = nextId(ids)
  return {
    id,
    firstName,
    lastName,
    email: `${ascii(firstName)}.${ascii(lastName)}.${id % 1000}@${language.country.toLowerCase()}.example`,
    phone,
    locale: language.locale,
    address: anAddress(faker, language.country),
    marketingState: marketing,
    marketingUpdatedAt:
      marketing === 'UNSUBSCRIBED'
        ? base.date.between({ from: created, to: today }).toISOString()
        : marketing === 'SUBSCRIBED'
          ? createdAt
          : null,
    marketingOptInLevel: marketing === 'NOT_SUBSCRIBED' ? null : 'SINGLE_OPT_IN',
    smsState: sms,
    smsUpdatedAt: sms === 'SUBSCRIBED' ? createdAt : null,
    dataSaleOptOut: false,
    erasureRequestedAt: null,
    erasedAt: null,
    tags: base.datatype.boolean(0.1) ? [tag] : [],
    note: base.datatype.boolean(0.05) ? note : null,
    createdAt,
    updatedAt: createdAt,
  }
}

function anAddress(faker: Faker, country: string): Address {
  return {
    address1: faker.location.streetAddress(),
    zip: faker.location.zipCode(),
    city: faker.location.city(),
    countryCodeV2: country,
    phone: null,
  }
}

export function aCompany(faker: Faker, today: Date, ids: Ids, people: readonly Customer[]): Company {
  const siret = faker.string.numeric(14)
  const name = `${faker.helpers.arrayElement(['Hôtel', 'Salon de thé', 'Épicerie fine', 'Restaurant'])} ${faker.person.lastName()}`
  const places = faker.datatype.boolean(0.3) ? ['Siège', 'Annexe'] : ['Siège']
  return {
    id: nextId(ids),
    name,
    vat: `FR${faker.string.numeric(2)}${siret.slice(0, 9)}`,
    note: `SIRET ${siret}, APE 5630Z`,
    createdAt: faker.date.past({ years: 4, refDate: today }).toISOString(),
    contacts: people.map(
      (customer, n): CompanyContact => ({
        id: nextId(ids),
        customerId: customer.id,
        title: n === 0 ? 'Acheteur' : 'Comptable',
        isMain: n === 0,
      }),
    ),
    locations: places.map((place) => ({
      id: nextId(ids),
      name: `${name}, ${place}`,
      address: anAddress(faker, 'FR'),
    })),
  }
}

interface Selling {
  faker: Faker
  today: Date
  ids: Ids
  products: readonly Product[]
  companies: readonly Company[]
}

export function ordersOf({ faker, today, ids, products, companies }: Selling, customer: Customer): Order[] {
  const company = companies.find(({ contacts }) => contacts.some(({ customerId }) => customerId === customer.id))
  // About a third has not been seen for over 36 months: that is whom retention is about.
  const lastSeen = faker.datatype.boolean(0.3) ? new Date(+today - INACTIVE_DAYS * DAY_MS) : today
  const from = new Date(customer.createdAt)
  if (from >= lastSeen) return []
  return Array.from({ length: faker.number.int({ min: 0, max: company ? 9 : 4 }) }, () => {
    const lines = faker.helpers.arrayElements(products, { min: 1, max: 3 }).map(
      (product): LineItem => ({
        title: product.title,
        quantity: faker.number.int({ min: 1, max: company ? 20 : 3 }),
        price: product.price,
      }),
    )
    return {
      id: nextId(ids),
      name: '',
      customerId: customer.id,
      companyId: company?.id ?? null,
      createdAt: faker.date.between({ from, to: lastSeen }).toISOString(),
      lines,
      total: Math.round(lines.reduce((sum, line) => sum + line.price * line.quantity, 0) * 100) / 100,
    }
  })
}

const ascii = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
