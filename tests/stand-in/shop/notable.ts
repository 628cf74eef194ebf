import { aCheckout, aCredit, aDraft, aGiftCard, aSubscription, payingBy } from './begun.ts'
import { aComment } from './comments.ts'
import { aPlainCustomer } from './model/people.ts'
import { type Company, type Customer, gid, type MailingAddress, type Order, type Product, type Shop } from './model.ts'
import { DAY_MS, mailed } from './people.ts'
import { anOrder, STAFF_ID } from './sales.ts'
import type { Words } from './words.ts'

/** Of whom the tea room holds everything that Shopify can hold about a consumer. */
export const WITH_EVERYTHING = 'camille.moreau@fr.example'

/** Buys for a company that has a second contact. */
export const BUYS_FOR_A_COMPANY = 'achats@hotel-des-tilleuls.example'

/** The second contact of that company. */
export const SECOND_CONTACT = 'compta@hotel-des-tilleuls.example'

/** Left an e-mail address and nothing else. */
export const WITH_NOTHING = 'juste.un.mail@fr.example'

const COMPANY = 'Hôtel des Tilleuls'

/** Ids of what belongs to them: no other part of the seed counts there. */
const FIRST_ID = 7_500_000_000

/** Days before today on which the first of them ordered; Shopify shows 60 days unless the app may read all orders. */
const ORDERED_DAYS_AGO = [1, 9, 31, 58, 61, 120, 200, 340, 420, 600, 760, 1000, 1300]

interface TeaRoom {
  customers: Customer[]
  companies: Company[]
  products: readonly Product[]
  words: Words
  today: Date
}

/** Names a company and its two contacts, before they order: their orders say who they are. */
export function nameBuyers({ customers, companies }: Pick<TeaRoom, 'customers' | 'companies'>): void {
  const company = companies.find(({ contacts }) => contacts.length > 1)
  const [buyer, second] = company?.contacts.map(({ customerId }) => customers.find(({ id }) => id === customerId)) ?? []
  if (!company || !buyer || !second) throw new Error('The tea room is too small')
  rename(buyer, { firstName: 'Hélène', lastName: 'Vasseur' }, { email: BUYS_FOR_A_COMPANY, phone: '+33612340001' })
  rename(second, { firstName: 'Marc', lastName: 'Delmas' }, { email: SECOND_CONTACT })
  nameCompany(company, [buyer, second])
}

function rename(
  customer: Customer,
  who: Pick<MailingAddress, 'firstName' | 'lastName'>,
  contact: Partial<Pick<Customer, 'email' | 'phone'>>,
): void {
  Object.assign(customer, who, contact)
  for (const address of customer.addresses) Object.assign(address, who)
}

/** Makes two of the tea room's customers those that tests and the demo call by name. Gives the first one's orders. */
export function namePeople({ customers, products, words, today }: Omit<TeaRoom, 'companies'>): Order[] {
  const [everything, nothing] = [customers.at(-10), customers.at(-9)]
  if (!everything || !nothing) throw new Error('The tea room is too small')
  Object.assign(nothing, aPlainCustomer(), { email: WITH_NOTHING })
  nameEverything(everything, today)
  return ORDERED_DAYS_AGO.map((days, n) => {
    const product = products[n % products.length]
    return anOrder({
      id: FIRST_ID + ORDERED_DAYS_AGO.length - n,
      customer: everything,
      bought: product ? [{ product, quantity: 1 + (n % 3) }] : [],
      at: new Date(+today - days * DAY_MS),
      today,
      words,
      has: {
        gift: n === 1 || n === 5,
        note: n === 2,
        discount: n === 3,
        refund: n === 4,
        paypal: n === 6,
        cancelled: n === 7,
        visit: n !== 8,
      },
    })
  }).reverse()
}

function nameCompany(company: Company, people: readonly Customer[]): void {
  company.name = COMPANY
  for (const [n, location] of company.locations.entries()) {
    location.name = `${COMPANY}, ${n === 0 ? 'Siège' : 'Annexe'}`
    const person = people[Math.min(n, people.length - 1)]
    location.recipient = person ? `${person.firstName} ${person.lastName}` : null
    location.phone = person?.phone ?? null
    location.note = 'Sonner à l’accueil, demander Hélène Vasseur.'
  }
}

function nameEverything(customer: Customer, today: Date): void {
  const { id } = customer
  const who = { firstName: 'Camille', lastName: 'Moreau' }
  const old = new Date(+today - 4 * 365 * DAY_MS).toISOString()
  const home = {
    ...mailed(id * 10, who, {
      address1: '8 rue du Grand Marché',
      zip: '37000',
      city: 'Tours',
      countryCodeV2: 'FR',
      phone: '+33612345678',
    }),
    address2: 'Bâtiment B, code 4512',
  }
  const work = {
    ...mailed(id * 10 + 1, who, {
      address1: '3 place Jean-Jaurès',
      zip: '37000',
      city: 'Tours',
      countryCodeV2: 'FR',
      phone: null,
    }),
    company: 'Lycée Descartes',
  }
  const mother = mailed(
    id * 10 + 2,
    { firstName: 'Odile', lastName: 'Moreau' },
    {
      address1: '27 chemin des Vignes',
      zip: '37270',
      city: 'Montlouis-sur-Loire',
      countryCodeV2: 'FR',
      phone: '+33247112233',
    },
  )
  Object.assign(customer, {
    ...who,
    email: WITH_EVERYTHING,
    phone: '+33612345678',
    locale: 'fr',
    addresses: [home, work, mother],
    defaultAddressId: home.id,
    marketingState: 'SUBSCRIBED',
    marketingUpdatedAt: old,
    marketingOptInLevel: 'CONFIRMED_OPT_IN',
    smsState: 'UNSUBSCRIBED',
    smsUpdatedAt: new Date(+today - 300 * DAY_MS).toISOString(),
    dataSaleOptOut: true,
    state: 'ENABLED',
    taxExempt: false,
    multipassIdentifier: 'camille-1987',
    identities: [{ id, providerName: 'Google', subject: `google-oauth2|10${id}`, createdAt: old }],
    tags: ['fidélité', 'enseignante'],
    note: 'Allergique à la bergamote. Sa mère Odile vient parfois chercher ses commandes.',
    createdAt: old,
    updatedAt: old,
  } satisfies Partial<Customer>)
}

/** What else the shop holds of the first of them. */
export function belongings(
  { customers, companies, products, words, today }: TeaRoom,
  orders: readonly Order[],
): Pick<
  Shop,
  | 'draftOrders'
  | 'abandonedCheckouts'
  | 'storeCredit'
  | 'giftCards'
  | 'paymentMethods'
  | 'subscriptions'
  | 'comments'
  | 'metafields'
  | 'events'
> {
  const find = (wanted: string) => customers.find(({ email }) => email === wanted)
  const [everything, buyer, nothing] = [WITH_EVERYTHING, BUYS_FOR_A_COMPANY, WITH_NOTHING].map(find)
  if (!everything || !buyer || !nothing) throw new Error('The tea room does not have the people it names')
  const company = companies.find(({ name }) => name === COMPANY)
  const around = { products, words, today }
  const at = everything.createdAt
  const gift = orders.find(({ customerId, tags }) => customerId === everything.id && tags.length > 0)
  const field = (n: number, owner: string, rest: { namespace: string; key: string; type: string; value: string }) => ({
    id: gid('Metafield', everything.id * 100 + n),
    ownerId: owner,
    ...rest,
    createdAt: at,
    updatedAt: at,
  })
  const self = gid('Customer', everything.id)
  return {
    draftOrders: [aDraft(everything, around, 900), aDraft(buyer, around, 901, company)],
    abandonedCheckouts: [aCheckout(everything, around)],
    storeCredit: [aCredit(everything, today)],
    giftCards: [
      aGiftCard(everything, today, { note: 'Geste commercial, colis perdu en mars.' }),
      aGiftCard(everything, today, {
        id: everything.id * 10 + 1,
        orderId: gift?.id ?? null,
        recipient: { customerId: nothing.id, preferredName: 'Tante Jeanne', message: 'Pour tes après-midi au jardin.' },
      }),
    ],
    paymentMethods: payingBy(everything, today),
    subscriptions: [aSubscription(everything, around)],
    // Who writes under an article types their address as they like.
    comments: [
      aComment(everything, around),
      aComment({ ...everything, email: WITH_EVERYTHING.replace('camille', 'Camille') }, around, 1),
      aComment(nothing, around),
    ],
    metafields: [
      field(0, self, { namespace: 'facts', key: 'birth_date', type: 'date', value: '1987-03-14' }),
      field(1, self, { namespace: 'custom', key: 'allergies', type: 'single_line_text_field', value: 'bergamote' }),
      field(2, self, { namespace: 'loyalty', key: 'points', type: 'number_integer', value: '640' }),
      ...(gift
        ? [
            field(3, gid('Order', gift.id), {
              namespace: 'delivery',
              key: 'door_code',
              type: 'single_line_text_field',
              value: '4512B',
            }),
          ]
        : []),
    ],
    events: [
      {
        id: everything.id * 100 + 98,
        subjectId: self,
        action: 'comment',
        message: 'A demandé un remboursement par téléphone, Noé s’en occupe.',
        createdAt: new Date(+today - 60 * DAY_MS).toISOString(),
        staffId: STAFF_ID,
        appTitle: null,
        isComment: true,
      },
    ],
  }
}
