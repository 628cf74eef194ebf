import { en, Faker, fr } from '@faker-js/faker'
import { MODEL_VERSION, type Shop } from './model.ts'
import { aCompany, aCustomer, DAY_MS, type Ids, nextId, ordersOf } from './people.ts'
import { PRODUCTS } from './products.ts'
import { firstPages, firstPolicies } from './texts.ts'

const SEED = 20_240_607
const CUSTOMERS = 300
const COMPANIES = 10

export const DEMO_SHOP = 'maison-thea.myshopify.com'

/** The demo shop: the same on every machine for the same day. */
export function seedShop(today: Date): Shop {
  const faker = new Faker({ locale: [fr, en], seed: SEED })
  const ids: Ids = { next: 7_000_000_001 }
  const customers = Array.from({ length: CUSTOMERS }, () => aCustomer(faker, today, ids))
  const companies = Array.from({ length: COMPANIES }, (_, n) => {
    // Half of the companies have a second contact, who was hired later.
    const contacts = n % 2 === 0 ? [customers[n]] : [customers[n], customers[COMPANIES + n]]
    return aCompany(
      faker,
      today,
      ids,
      contacts.filter((contact) => contact !== undefined),
    )
  })
  const orders = customers.flatMap((customer) => ordersOf(faker, today, ids, customer, companies))
  orders.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  for (const [n, order] of orders.entries()) {
    order.name = `#${1001 + n}`
    const customer = customers.find(({ id }) => id === order.customerId)
    if (customer && customer.updatedAt < order.createdAt) customer.updatedAt = order.createdAt
  }
  const opened = new Date(+today - 6 * 365 * DAY_MS).toISOString()
  return {
    version: MODEL_VERSION,
    domain: DEMO_SHOP,
    name: 'Maison Théa',
    email: 'thea@maison-thea.example',
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
    policies: firstPolicies(() => nextId(ids), opened),
    pages: firstPages(() => nextId(ids), opened),
    translations: [],
    privacyFeatures: { COOKIE_BANNER: true, DATA_SALE_OPT_OUT_PAGE: false, PRIVACY_POLICY: false },
    consentPolicies: [],
    metafields: [],
    tokens: [],
    embedEnabled: true,
    proxyPath: '/apps/privacy',
    nextId: ids.next,
  }
}
