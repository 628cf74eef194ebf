import { de, en, Faker } from '@faker-js/faker'
import { detailsOf, unfinished } from './lives.ts'
import { aNewShop, type Product, type Shop } from './model.ts'
import { aCustomer, DAY_MS, type Ids, MARKETS, type Market, nextId } from './people.ts'
import { ordersOf } from './sales.ts'
import { firstTexts } from './texts.ts'
import { GERMAN } from './words.ts'

const SEED = 20_261_127
const CUSTOMERS = 40

const CLIENTELE: readonly Market[] = [
  { ...MARKETS.germany, weight: 30 },
  { ...MARKETS.austria, weight: 7 },
  { ...MARKETS.netherlands, weight: 3 },
]

const POTS: Product[] = [
  {
    handle: 'schale-salbei',
    title: 'Schale Salbei',
    description: 'Steinzeug, seladon glasiert, 14 cm. Spülmaschinenfest.',
    price: 32,
    colour: '#8fa58b',
    shape: 'bowl',
    collection: 'geschirr',
  },
  {
    handle: 'muesli-schale',
    title: 'Müslischale',
    description: 'Steinzeug, matt weiß, 16 cm.',
    price: 28,
    colour: '#d9d2c3',
    shape: 'bowl',
    collection: 'geschirr',
  },
  {
    handle: 'obstschale',
    title: 'Obstschale',
    description: 'Irdenware, kobaltblau, 30 cm.',
    price: 74,
    colour: '#2f4a7d',
    shape: 'bowl',
    collection: 'geschirr',
  },
  {
    handle: 'pflanzschale',
    title: 'Pflanzschale',
    description: 'Terrakotta, frostfest, mit Untersetzer.',
    price: 39,
    colour: '#a4562f',
    shape: 'bowl',
    collection: 'garten',
  },
]

export function seedPottery(domain: string, today: Date): Shop {
  const faker = new Faker({ locale: [de, en], seed: SEED })
  const ids: Ids = { next: 8_000_000_001 }
  const clientele = { today, ids, markets: CLIENTELE, tag: 'Stammkundin', note: 'Bitte beim Nachbarn abgeben.' }
  const customers = Array.from({ length: CUSTOMERS }, () => aCustomer(faker, clientele))
  const selling = { faker, today, ids, products: POTS, companies: [], words: GERMAN }
  const orders = customers.flatMap((customer) => ordersOf(selling, customer))
  orders.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  for (const [n, order] of orders.entries()) order.name = `#${1001 + n}`
  const pottery = { customers, orders, companies: [], products: POTS }
  const opened = new Date(+today - 5 * 365 * DAY_MS).toISOString()
  return {
    domain,
    name: 'Töpferei Lindholz',
    email: 'hallo@toepferei-lindholz.example',
    contactEmail: 'hallo@toepferei-lindholz.example',
    address: { address1: 'Seestraße 7', zip: '86911', city: 'Dießen', countryCodeV2: 'DE', phone: '+4988070000' },
    timezone: 'Europe/Berlin',
    homeRegion: 'DEBY',
    owner: { firstName: 'Imke', lastName: 'Lindholz', email: 'imke@toepferei-lindholz.example', locale: 'de' },
    tagline: {
      fr: 'Poterie au bord du lac Ammersee',
      en: 'Pottery by the Ammersee',
      de: 'Keramik vom Ammersee',
    },
    locales: [
      { locale: 'de', name: 'German', primary: true, published: true },
      { locale: 'en', name: 'English', primary: false, published: true },
    ],
    collections: [
      { handle: 'geschirr', title: { fr: 'Vaisselle', en: 'Tableware', de: 'Geschirr' } },
      { handle: 'garten', title: { fr: 'Jardin', en: 'Garden', de: 'Garten' } },
    ],
    products: POTS,
    customers,
    orders,
    companies: [],
    ...detailsOf(pottery, GERMAN, today),
    ...unfinished(pottery, GERMAN, today),
    ...firstTexts(TEXTS, { nextId: () => nextId(ids), at: opened }),
    ...aNewShop(),
    nextId: ids.next,
  }
}

const TEXTS = {
  privacy: {
    title: 'Datenschutzerklärung',
    body: `<h2>Ihre Daten</h2>
<p>Wir verwenden Ihre Anschrift, um Ihre Bestellung zu verpacken und zu verschicken.</p>
<p>Fragen? Schreiben Sie an hallo@toepferei-lindholz.example.</p>`,
  },
  refunds: { title: 'Widerrufsrecht', body: '<p>Unbenutzte Stücke nehmen wir 14 Tage lang zurück.</p>' },
  about: {
    handle: 'werkstatt',
    title: 'Die Werkstatt',
    body: '<p>Imke Lindholz dreht und brennt in Dießen am Ammersee, jedes Stück einzeln.</p>',
  },
}
