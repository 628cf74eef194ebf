import { de, en, es, Faker, fr, it, nl } from '@faker-js/faker'
import type { Address, Company, Customer, LineItem, Order, Product, Shop } from './model.ts'

const SEED = 20_240_607
const CUSTOMERS = 300
const COMPANIES = 10
const YEARS = 5
const DAY_MS = 86_400_000

export const DEMO_SHOP = 'maison-thea.myshopify.com'

const PRODUCTS: Product[] = [
  {
    handle: 'darjeeling-first-flush',
    title: 'Darjeeling First Flush',
    description: 'Thé noir de printemps, floral et vif. Sachet de 100 g.',
    price: 18.5,
    colour: '#8a5a2b',
  },
  {
    handle: 'sencha-de-kagoshima',
    title: 'Sencha de Kagoshima',
    description: 'Thé vert japonais, iodé et doux. Sachet de 100 g.',
    price: 16.9,
    colour: '#5b8c3a',
  },
  {
    handle: 'earl-grey-fleurs-bleues',
    title: 'Earl Grey fleurs bleues',
    description: 'Thé noir à la bergamote de Calabre et aux bleuets.',
    price: 12.5,
    colour: '#41507a',
  },
  {
    handle: 'rooibos-vanille',
    title: 'Rooibos vanille',
    description: 'Infusion sans théine, ronde et gourmande.',
    price: 9.9,
    colour: '#a8442a',
  },
  {
    handle: 'oolong-milky',
    title: 'Oolong Milky',
    description: 'Oolong de Taïwan, lacté et soyeux.',
    price: 21,
    colour: '#7c8a4a',
  },
  {
    handle: 'theiere-en-fonte',
    title: 'Théière en fonte',
    description: 'Fonte émaillée, 0,8 litre, avec filtre.',
    price: 64,
    colour: '#33363b',
  },
]

const LANGUAGES = [
  { weight: 240, locale: 'fr', country: 'FR', faker: fr },
  { weight: 20, locale: 'fr', country: 'BE', faker: fr },
  { weight: 14, locale: 'de', country: 'DE', faker: de },
  { weight: 9, locale: 'it', country: 'IT', faker: it },
  { weight: 9, locale: 'es', country: 'ES', faker: es },
  { weight: 5, locale: 'nl', country: 'NL', faker: nl },
  { weight: 3, locale: 'en', country: 'IE', faker: en },
] as const

/** The demo shop: the same on every machine for the same day. */
export function seedShop(today: Date): Shop {
  const faker = new Faker({ locale: [fr, en], seed: SEED })
  const ids = { next: 7_000_000_001 }
  const customers = Array.from({ length: CUSTOMERS }, () => aCustomer(faker, today, ids))
  const companies = Array.from({ length: COMPANIES }, (_, n) => aCompany(faker, today, ids, customers[n]))
  const orders = customers.flatMap((customer) => ordersOf(faker, today, ids, customer, companies))
  orders.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  orders.forEach((order, n) => {
    order.name = `#${1001 + n}`
  })
  return {
    domain: DEMO_SHOP,
    name: 'Maison Théa',
    email: 'bonjour@maison-thea.example',
    contactEmail: 'bonjour@maison-thea.example',
    address: {
      address1: '12 rue des Tanneurs',
      zip: '37000',
      city: 'Tours',
      countryCodeV2: 'FR',
      phone: '+33247000000',
    },
    timezone: 'Europe/Paris',
    locales: [
      { locale: 'fr', name: 'French', primary: true, published: true },
      { locale: 'en', name: 'English', primary: false, published: true },
      { locale: 'de', name: 'German', primary: false, published: true },
    ],
    products: PRODUCTS,
    customers,
    orders,
    companies,
    metafields: [],
    tokens: [],
    embedEnabled: true,
    nextId: ids.next,
  }
}

type Ids = { next: number }
const nextId = (ids: Ids) => {
  ids.next += 1
  return ids.next
}

function aCustomer(base: Faker, today: Date, ids: Ids): Customer {
  const language = base.helpers.weightedArrayElement(LANGUAGES.map((value) => ({ value, weight: value.weight })))
  const faker = new Faker({ locale: [language.faker, en], seed: base.number.int(1e9) })
  const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()]
  const createdAt = base.date.between({ from: new Date(+today - YEARS * 365 * DAY_MS), to: new Date(+today - DAY_MS) })
  const marketingState = base.helpers.weightedArrayElement([
    { value: 'SUBSCRIBED' as const, weight: 4 },
    { value: 'NOT_SUBSCRIBED' as const, weight: 5 },
    { value: 'UNSUBSCRIBED' as const, weight: 1 },
  ])
  const id = nextId(ids)
  return {
    id,
    firstName,
    lastName,
    email: `${ascii(firstName)}.${ascii(lastName)}.${id % 1000}@example.${language.country.toLowerCase()}`,
    phone: base.datatype.boolean(0.4) ? `+336${base.string.numeric(8)}` : null,
    locale: language.locale,
    address: anAddress(faker, language.country),
    marketingState,
    marketingUpdatedAt: marketingState === 'NOT_SUBSCRIBED' ? null : createdAt.toISOString(),
    tags: base.datatype.boolean(0.1) ? ['fidélité'] : [],
    note: null,
    createdAt: createdAt.toISOString(),
    updatedAt: createdAt.toISOString(),
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

function aCompany(faker: Faker, today: Date, ids: Ids, contact: Customer | undefined): Company {
  const siret = faker.string.numeric(14)
  return {
    id: nextId(ids),
    name: `${faker.helpers.arrayElement(['Hôtel', 'Salon de thé', 'Épicerie fine', 'Restaurant'])} ${faker.person.lastName()}`,
    vat: `FR${faker.string.numeric(2)}${siret.slice(0, 9)}`,
    note: `SIRET ${siret}, APE 5630Z`,
    createdAt: faker.date.past({ years: 4, refDate: today }).toISOString(),
    contacts: contact ? [{ id: nextId(ids), customerId: contact.id, title: 'Acheteur' }] : [],
    location: anAddress(faker, 'FR'),
  }
}

function ordersOf(faker: Faker, today: Date, ids: Ids, customer: Customer, companies: Company[]): Order[] {
  const company = companies.find(({ contacts }) => contacts.some(({ customerId }) => customerId === customer.id))
  // About a third has not been seen for over 36 months: that is whom retention is about.
  const lastSeen = faker.datatype.boolean(0.3) ? new Date(+today - 1100 * DAY_MS) : today
  const from = new Date(customer.createdAt)
  if (from >= lastSeen) return []
  return Array.from({ length: faker.number.int({ min: 0, max: company ? 9 : 4 }) }, () => {
    const lines = faker.helpers.arrayElements(PRODUCTS, { min: 1, max: 3 }).map(
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
