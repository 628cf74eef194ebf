import { en, Faker, fr } from '@faker-js/faker'
import { detailsOf, unfinished } from './lives.ts'
import { aNewShop, type Order, type Shop } from './model.ts'
import { belongings, nameBuyers, namePeople, WITH_EVERYTHING, WITH_NOTHING } from './notable.ts'
import { aCompany, aCustomer, DAY_MS, type Ids, MARKETS, type Market, nextId } from './people.ts'
import { ordersOf } from './sales.ts'
import { TEAS } from './tea-products.ts'
import { firstTexts } from './texts.ts'
import { FRENCH } from './words.ts'

const SEED = 20_240_607
const CUSTOMERS = 300
const COMPANIES = 10

const CLIENTELE: readonly Market[] = [
  { ...MARKETS.france, weight: 240 },
  { ...MARKETS.belgium, weight: 20 },
  { ...MARKETS.germany, weight: 14 },
  { ...MARKETS.italy, weight: 9 },
  { ...MARKETS.spain, weight: 9 },
  { ...MARKETS.netherlands, weight: 5 },
  { ...MARKETS.ireland, weight: 3 },
]

export function seedTeaRoom(domain: string, today: Date): Shop {
  const faker = new Faker({ locale: [fr, en], seed: SEED })
  const ids: Ids = { next: 7_000_000_001 }
  const clientele = { today, ids, markets: CLIENTELE, tag: 'fidélité', note: 'Préfère être appelé le matin.' }
  const customers = Array.from({ length: CUSTOMERS }, () => aCustomer(faker, clientele))
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
  nameBuyers({ customers, companies })
  const selling = { faker, today, ids, products: TEAS, companies, words: FRENCH }
  const bought = customers.flatMap((customer) => ordersOf(selling, customer))
  const teaRoom = { customers, companies, products: TEAS, words: FRENCH, today }
  const named = namePeople(teaRoom)
  const nameless = new Set(
    customers.flatMap(({ id, email }) => (email === WITH_EVERYTHING || email === WITH_NOTHING ? [id] : [])),
  )
  const orders = [...bought.filter(({ customerId }) => customerId === null || !nameless.has(customerId)), ...named]
  orders.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  for (const [n, order] of orders.entries()) {
    order.name = `#${1001 + n}`
    const customer = customers.find(({ id }) => id === order.customerId)
    if (customer && customer.updatedAt < order.createdAt) customer.updatedAt = order.createdAt
  }
  const opened = new Date(+today - 6 * 365 * DAY_MS).toISOString()
  return {
    domain,
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
    homeRegion: 'FRIDF',
    owner: { firstName: 'Théa', lastName: 'Martin', email: 'thea@maison-thea.example', locale: 'fr' },
    tagline: {
      fr: 'Thés d’origine et infusions, à Tours depuis 1998',
      en: 'Single-origin teas and infusions, in Tours since 1998',
      de: 'Sortenreine Tees und Aufgüsse, in Tours seit 1998',
    },
    locales: [
      { locale: 'fr', name: 'French', primary: true, published: true },
      { locale: 'en', name: 'English', primary: false, published: true },
      { locale: 'de', name: 'German', primary: false, published: true },
    ],
    collections: [
      { handle: 'thes', title: { fr: 'Thés et infusions', en: 'Teas and infusions', de: 'Tees und Aufgüsse' } },
      { handle: 'accessoires', title: { fr: 'Accessoires', en: 'Accessories', de: 'Zubehör' } },
    ],
    products: TEAS,
    customers,
    orders,
    companies,
    ...held(teaRoom, orders),
    ...firstTexts(TEXTS, { nextId: () => nextId(ids), at: opened }),
    ...aNewShop(),
    nextId: ids.next,
  }
}

/** What the shop holds beside its customers, their orders and companies. */
function held(teaRoom: Parameters<typeof belongings>[0], orders: readonly Order[]) {
  const { words, today } = teaRoom
  const furnished = { ...teaRoom, products: TEAS, orders: [...orders] }
  const own = belongings(teaRoom, orders)
  const others = { ...detailsOf(furnished, words, today), ...unfinished(furnished, words, today) }
  const about = new Set(own.metafields.map(({ ownerId }) => ownerId))
  return {
    draftOrders: [...others.draftOrders, ...own.draftOrders],
    abandonedCheckouts: [...others.abandonedCheckouts, ...own.abandonedCheckouts],
    storeCredit: [...others.storeCredit, ...own.storeCredit],
    giftCards: [...others.giftCards, ...own.giftCards],
    comments: [...others.comments, ...own.comments],
    paymentMethods: own.paymentMethods,
    subscriptions: own.subscriptions,
    metafields: [...others.metafields.filter(({ ownerId }) => !about.has(ownerId)), ...own.metafields],
    events: [...others.events, ...own.events],
  }
}

const TEXTS = {
  privacy: {
    title: 'Politique de confidentialité',
    body: `<h2>Vos données</h2>
<p>Maison Théa utilise vos coordonnées pour préparer et expédier vos commandes. Elles ne sont jamais vendues.</p>
<p>Une question ? Écrivez-nous à bonjour@maison-thea.example.</p>`,
  },
  refunds: {
    title: 'Politique de remboursement',
    body: '<p>Les sachets non ouverts sont repris pendant 14 jours.</p>',
  },
  about: {
    handle: 'notre-maison',
    title: 'Notre maison',
    body: '<p>Depuis 1998, Maison Théa choisit ses thés chez de petits producteurs, et les sert rue des Tanneurs, à Tours.</p>',
  },
}
