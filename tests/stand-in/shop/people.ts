import { de, en, es, Faker, fr, it, type LocaleDefinition, nl } from '@faker-js/faker'
import { aPlainCustomer } from './model/people.ts'
import type { Address, Company, CompanyContact, Customer, MailingAddress } from './model.ts'

export const DAY_MS = 86_400_000

const YEARS = 5

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

const fakers = new Map<LocaleDefinition, Faker>()

/** The same draws for the same seed. */
export function drawing(locale: LocaleDefinition, seed: number): Faker {
  const faker = fakers.get(locale) ?? new Faker({ locale: [locale, en] })
  fakers.set(locale, faker)
  faker.seed(seed)
  return faker
}

export function aCustomer(base: Faker, { today, ids, markets, tag, note }: Clientele): Customer {
  const language = base.helpers.weightedArrayElement(markets.map((value) => ({ value, weight: value.weight })))
  const faker = drawing(language.faker, base.number.int(1e9))
  const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()]
  const created = base.date.between({ from: new Date(+today - YEARS * 365 * DAY_MS), to: new Date(+today - DAY_MS) })
  const createdAt = created.toISOString()
  const marketing = base.helpers.weightedArrayElement(MARKETING)
  const phone = base.datatype.boolean(0.4) ? `${language.mobile}${base.string.numeric(8)}` : null
  const sms = phone && base.datatype.boolean(0.3) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED'
  const id = nextId(ids)
  const home = mailed(id * 10, { firstName, lastName }, anAddress(faker, language.country))
  return {
    ...aPlainCustomer(),
    id,
    firstName,
    lastName,
    email: `${ascii(firstName)}.${ascii(lastName)}.${id % 1000}@${language.country.toLowerCase()}.example`,
    phone,
    locale: language.locale,
    addresses: [home],
    defaultAddressId: home.id,
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
    tags: base.datatype.boolean(0.1) ? [tag] : [],
    note: base.datatype.boolean(0.05) ? note : null,
    createdAt,
    updatedAt: createdAt,
  }
}

/** An address with the name of who lives there. */
export const mailed = (
  id: number,
  who: Pick<MailingAddress, 'firstName' | 'lastName'>,
  { address1, zip, city, countryCodeV2, phone }: Address,
): MailingAddress => ({
  id,
  firstName: who.firstName,
  lastName: who.lastName,
  company: null,
  address1,
  address2: null,
  zip,
  city,
  provinceCode: null,
  countryCodeV2,
  phone,
})

export function anAddress(faker: Faker, country: string): Address {
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
  const id = nextId(ids)
  const createdAt = faker.date.past({ years: 4, refDate: today }).toISOString()
  const contacts = people.map((customer, n) => ({
    id: nextId(ids),
    customerId: customer.id,
    title: n === 0 ? 'Acheteur' : 'Comptable',
    isMain: n === 0,
  }))
  const locations = places.map((place) => ({
    id: nextId(ids),
    name: `${name}, ${place}`,
    address: anAddress(faker, 'FR'),
  }))
  const roles = ROLES.map((role, n) => ({ id: id * 10 + n, ...role }))
  return {
    id,
    name,
    vat: `FR${faker.string.numeric(2)}${siret.slice(0, 9)}`,
    note: `SIRET ${siret}, APE 5630Z`,
    createdAt,
    roles,
    contacts: contacts.map(
      (contact, n): CompanyContact => ({
        ...contact,
        locale: 'fr',
        assignments: locations.map((location, place) => ({
          id: contact.id * 10 + place,
          roleId: id * 10 + Math.min(n, 1),
          locationId: location.id,
          createdAt,
        })),
        createdAt,
        updatedAt: createdAt,
      }),
    ),
    // Parcels for a place are for one person there, who is named on them.
    locations: locations.map((location, n) => ({
      ...location,
      recipient: nameOf(people[Math.min(n, people.length - 1)]),
      phone: people[n]?.phone ?? null,
      note: null,
    })),
  }
}

/** Shopify gives every company these two. */
const ROLES = [
  { name: 'Location admin', note: 'Can order and manage the location' },
  { name: 'Ordering only', note: 'Can order for the location' },
]

const nameOf = (customer: Customer | undefined) =>
  customer ? [customer.firstName, customer.lastName].filter(Boolean).join(' ') : null

const ascii = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
