import { HttpRequestError } from '@shopify/shopify-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LEFTOVERS } from '../../../app/requests/erasure/leftovers/index.ts'
import type { ErasureGroup, PersonToErase } from '../../../app/requests/erasure/model.ts'
import { ShopifyUnavailable } from '../../../app/shopify/calls.ts'
import { clientsWith, type ShopClient } from '../../../app/shopify/shop-client.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { type Customer, gid, type Shop } from '../../stand-in/shop/model.ts'
import { BUYS_FOR_A_COMPANY, SECOND_CONTACT, WITH_EVERYTHING } from '../../stand-in/shop/notable.ts'
import { ALL_SCOPES, aShopThatHolds, BRIEF, grant, SHOP, standIn } from '../held/a-collection.ts'

let clean: string
let client: ShopClient
let isOpen = false

beforeEach(async () => {
  if (!isOpen) {
    await aShopThatHolds()
    clean = JSON.stringify(standIn.state.shop)
    isOpen = true
  }
  const { tokens } = standIn.state.shop
  Object.assign(standIn.state.shop, JSON.parse(clean), { tokens })
  await grant(ALL_SCOPES)
  client = await aClient()
})
afterEach(() => fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' }))

async function aClient(): Promise<ShopClient> {
  const made = await clientsWith(BRIEF)(SHOP)
  if (!made) throw new Error('Kept is not installed')
  return made
}

const shop = (): Shop => standIn.state.shop

function customer(email: string): Customer {
  const found = shop().customers.find((one) => one.email === email)
  if (!found) throw new Error(`The tea room does not know ${email}`)
  return found
}

const person = ({ id, email, phone }: Customer): PersonToErase => ({ customerId: String(id), email, phone })

/** Every line of the table, in its order, as the job of an erasure runs it. */
async function runAll(whom: PersonToErase) {
  const outcomes: [ErasureGroup, string, number, string | null][] = []
  for (const { group, run } of LEFTOVERS) {
    const { state, count, code } = await run(client, whom)
    outcomes.push([group, state, count, code])
  }
  return outcomes
}

async function surveyAll(whom: PersonToErase) {
  const found: Partial<Record<ErasureGroup, number | 'denied'>> = {}
  for (const { group, survey } of LEFTOVERS) found[group] = await survey(client, whom)
  return found
}

const EVERYTHING = {
  order_notes: 3,
  order_attributes: 2,
  customer_metafields: 3,
  customer_tags: 2,
  customer_note: 1,
  draft_orders: 1,
  abandoned_checkouts: 1,
  blog_comments: 2,
  company_contact: 0,
  subscriptions: 1,
  payment_methods: 2,
  store_credit: 1,
  gift_cards: 2,
} as const

/** The outcome of each line for the person with everything. */
const DONE = [
  ['order_notes', 'done', 3, null],
  ['order_attributes', 'done', 2, null],
  ['customer_metafields', 'done', 3, null],
  ['customer_tags', 'done', 2, null],
  ['customer_note', 'done', 1, null],
  ['draft_orders', 'done', 1, null],
  ['abandoned_checkouts', 'by_hand', 1, 'NO_API'],
  ['blog_comments', 'done', 2, null],
  ['company_contact', 'nothing_there', 0, null],
  ['subscriptions', 'by_hand', 1, 'OTHER_APP'],
  ['payment_methods', 'refused', 1, 'USER_ERROR'],
  ['store_credit', 'by_hand', 1, 'MONEY'],
  ['gift_cards', 'by_hand', 2, 'MONEY'],
]

/** What nobody may lose by it: other people's things, and the bare facts of the orders. */
const othersOf = (mine: Customer) => {
  const { orders, draftOrders, comments, metafields, customers, companies, storeCredit, giftCards, subscriptions } =
    shop()
  const isOther = ({ customerId }: { customerId: number | null }) => customerId !== mine.id
  return structuredClone({
    orders: orders.filter(isOther),
    facts: orders.map(({ id, total, lines, createdAt, transactions, companyId, customerId }) => [
      id,
      total,
      lines,
      createdAt,
      transactions,
      companyId,
      customerId,
    ]),
    drafts: draftOrders.filter(isOther),
    comments: comments.filter(({ author }) => author.email.toLowerCase() !== mine.email?.toLowerCase()),
    metafields: metafields.filter(({ ownerId }) => ownerId !== gid('Customer', mine.id)),
    customers: customers.filter(({ id }) => id !== mine.id),
    companies: companies.map((company) => ({
      ...company,
      contacts: company.contacts.filter(isOther),
    })),
    money: [storeCredit, giftCards, subscriptions],
  })
}

const ordersOf = ({ id }: Customer) => shop().orders.filter(({ customerId }) => customerId === id)

describe('whoever is erased leaves nothing that the API reaches', () => {
  test('a person with everything: what was there is gone; what must stay stays', async () => {
    const camille = customer(WITH_EVERYTHING)
    const others = othersOf(camille)
    expect(await surveyAll(person(camille))).toEqual(EVERYTHING)
    expect(await runAll(person(camille))).toEqual(DONE)
    const own = ordersOf(camille)
    expect(own.filter(({ note, customAttributes }) => note || customAttributes.length > 0)).toEqual([])
    expect([camille.tags, camille.note]).toEqual([[], ''])
    expect(shop().metafields.filter(({ ownerId }) => ownerId === gid('Customer', camille.id))).toEqual([])
    expect(shop().draftOrders.filter(({ customerId }) => customerId === camille.id)).toEqual([])
    expect(shop().comments.filter(({ author }) => /camille/i.test(author.email))).toEqual([])
    expect(othersOf(camille)).toEqual(others)
  })

  test('run again, it finds nothing, and says the same of what is left', async () => {
    const camille = person(customer(WITH_EVERYTHING))
    await runAll(camille)
    expect(await runAll(camille)).toEqual(
      expect.arrayContaining([
        ['order_notes', 'nothing_there', 0, null],
        ['customer_metafields', 'nothing_there', 0, null],
        ['payment_methods', 'refused', 1, 'USER_ERROR'],
        ['gift_cards', 'by_hand', 2, 'MONEY'],
      ]),
    )
    const left = await surveyAll(camille)
    expect(left).toMatchObject({ order_attributes: 0, customer_tags: 0, draft_orders: 0, blog_comments: 0 })
  })

  test('a saved card goes once nothing is paid by it any more', async () => {
    const camille = person(customer(WITH_EVERYTHING))
    for (const contract of shop().subscriptions) contract.status = 'CANCELLED'
    const outcomes = Object.fromEntries((await runAll(camille)).map(([group, ...rest]) => [group, rest]))
    expect(outcomes).toMatchObject({
      subscriptions: ['nothing_there', 0, null],
      payment_methods: ['done', 2, null],
    })
    expect(shop().paymentMethods.every(({ revokedAt }) => revokedAt !== null)).toBe(true)
  })

  test('a draft that became an order stays, and is said; one of somebody else with the same address too', async () => {
    const camille = customer(WITH_EVERYTHING)
    const [mine] = shop().draftOrders.filter(({ customerId }) => customerId === camille.id)
    if (!mine) throw new Error('Camille has a draft')
    const other = shop().customers.find(({ id }) => id !== camille.id)
    shop().draftOrders.push(
      { ...mine, id: 91, status: 'COMPLETED' },
      { ...mine, id: 92, customerId: other?.id ?? 0 },
      // Staff wrote it for an address, before there was a customer.
      { ...mine, id: 93, customerId: null, email: WITH_EVERYTHING.toUpperCase() },
    )
    const [, drafts] = (await runAll(person(camille))).filter(
      ([group]) => group === 'draft_orders' || group === 'customer_note',
    )
    expect(drafts).toEqual(['draft_orders', 'refused', 1, 'COMPLETED_DRAFT'])
    expect(
      shop()
        .draftOrders.filter(({ id }) => id === mine.id || id < 100)
        .map(({ id }) => id),
    ).toEqual([91, 92])
  })

  test('a field that another app keeps to itself stays, and the others beside it go', async () => {
    const camille = customer(WITH_EVERYTHING)
    const own = shop().metafields.find(({ ownerId }) => ownerId === gid('Customer', camille.id))
    if (!own) throw new Error('Camille has metafields')
    shop().metafields.push({ ...own, id: gid('Metafield', 1), namespace: 'app--1--reviews', key: 'stars' })
    const metafields = (await runAll(person(camille))).find(([group]) => group === 'customer_metafields')
    expect(metafields).toEqual(['customer_metafields', 'refused', 1, 'USER_ERROR'])
    const left = shop().metafields.filter(({ ownerId }) => ownerId === gid('Customer', camille.id))
    expect(left.map(({ namespace }) => namespace)).toEqual(['app--1--reviews'])
  })

  test('of a mailbox that is no customer, comments and drafts by its address are found', async () => {
    const mailbox = { customerId: null, email: WITH_EVERYTHING, phone: null }
    const done = (await runAll(mailbox)).filter(([, state]) => state !== 'nothing_there')
    expect(done).toEqual([['blog_comments', 'done', 2, null]])
    expect(customer(WITH_EVERYTHING).tags).not.toEqual([])
  })
})

describe('a contact leaves a company without breaking it', () => {
  const company = () => {
    const found = shop().companies.find(({ name }) => name === 'Hôtel des Tilleuls')
    if (!found) throw new Error('The tea room has no such company')
    return found
  }

  test('who ordered for it is taken out; its orders, drafts and other contact stay', async () => {
    const buyer = customer(BUYS_FOR_A_COMPANY)
    const others = othersOf(buyer)
    const ofCompany = () => shop().draftOrders.filter(({ companyId }) => companyId !== null)
    const drafts = structuredClone(ofCompany())
    const outcomes = Object.fromEntries((await runAll(person(buyer))).map(([group, ...rest]) => [group, rest]))
    expect(outcomes).toMatchObject({
      company_contact: ['done', 1, null],
      draft_orders: ['by_hand', 1, 'COMPANY_DRAFT'],
    })
    expect(company().contacts.map(({ customerId, isMain }) => [customerId, isMain])).toEqual([
      [customer(SECOND_CONTACT).id, false],
    ])
    expect(othersOf(buyer)).toEqual(others)
    expect([drafts.length, ofCompany()]).toEqual([1, drafts])
    expect(ordersOf(buyer).some(({ companyId }) => companyId === company().id)).toBe(true)
  })

  test('the second contact goes, and the main contact stays what they are', async () => {
    const contact = (await runAll(person(customer(SECOND_CONTACT)))).find(([group]) => group === 'company_contact')
    expect(contact).toEqual(['company_contact', 'done', 1, null])
    expect(company().contacts.map(({ isMain }) => isMain)).toEqual([true])
  })

  test('a shop whose plan has no companies is told so', async () => {
    await withFault(standIn, {
      operation: 'companyRevokeMainContact',
      kind: 'userError',
      userError: { message: 'No', code: 'INTERNAL_ERROR' },
    })
    const contact = (await runAll(person(customer(BUYS_FOR_A_COMPANY)))).find(([group]) => group === 'company_contact')
    expect(contact).toEqual(['company_contact', 'refused', 1, 'INTERNAL_ERROR'])
    expect(company().contacts).toHaveLength(2)
  })
})

describe('what the shop does not allow is said, and nothing of it is touched', () => {
  test('each line of the table without the right that it needs', async () => {
    const camille = person(customer(WITH_EVERYTHING))
    const before = JSON.stringify({ ...shop(), tokens: [] })
    for (const { group, scopes, survey, run } of LEFTOVERS) {
      const [scope = ''] = scopes
      // The right to read stays, so that only the one to write is missing.
      const [read, write] = [scope.replace(/^write_/, 'read_'), scope.replace(/^read_/, 'write_')]
      await grant([...ALL_SCOPES.filter((one) => one !== scope && one !== write), ...(read === scope ? [] : [read])])
      client = await aClient()
      const said = [group, await survey(client, camille), await run(client, camille)]
      expect(said).toEqual([group, 'denied', { state: 'denied', count: 0, code: 'ACCESS_DENIED' }])
    }
    expect(JSON.stringify({ ...shop(), tokens: [] }) === before).toBe(true)
  })

  test('orders of more than 60 days ago, which Shopify does not show, are counted as left', async () => {
    const camille = customer(WITH_EVERYTHING)
    await grant(ALL_SCOPES.filter((scope) => scope !== 'read_all_orders'))
    client = await aClient()
    const [notes] = LEFTOVERS
    expect(await notes?.survey(client, person(camille))).toBe('denied')
    const since = new Date(+standIn.state.now() - 60 * 86_400_000).toISOString()
    const older = ordersOf(camille).filter(({ createdAt }) => createdAt < since)
    expect(await notes?.run(client, person(camille))).toEqual({
      state: 'denied',
      count: older.length,
      code: 'OLDER_ORDERS',
    })
    // What Shopify does show was cleared.
    expect(ordersOf(camille).filter(({ note, createdAt }) => note && createdAt >= since)).toEqual([])
  })

  test('a field that Shopify’s review did not approve is not taken for empty', async () => {
    shop().unapproved = ['Comment']
    const line = LEFTOVERS.find(({ group }) => group === 'blog_comments')
    expect(await line?.run(client, person(customer(WITH_EVERYTHING)))).toMatchObject({ state: 'denied' })
    expect(shop().comments.some(({ author }) => author.email === WITH_EVERYTHING)).toBe(true)
  })
})

describe('killed in the middle and run again it ends the same', () => {
  test('whichever write Shopify fails at', async () => {
    const camille = person(customer(WITH_EVERYTHING))
    const writes = [...new Set(LEFTOVERS.map(({ mutation }) => mutation))].filter(
      (mutation) => mutation !== '' && mutation !== 'companyContactDelete',
    )
    // Of what is written more than once, the second: the first is done, and the job does not know it.
    for (const operation of writes) {
      const isRepeated = operation === 'orderUpdate' || operation === 'commentDelete'
      await withFault(standIn, { operation, kind: '500', after: isRepeated ? 1 : 0 })
    }
    for (const _ of writes) await expect(runAll(camille)).rejects.toThrow(ShopifyUnavailable)
    await runAll(camille)
    expect(await surveyAll(camille)).toEqual({
      ...EVERYTHING,
      order_notes: 0,
      order_attributes: 0,
      customer_metafields: 0,
      customer_tags: 0,
      customer_note: 0,
      draft_orders: 0,
      blog_comments: 0,
      payment_methods: 1,
    })
  })

  test('an answer that was lost is no refusal: what is not found any more is done', async () => {
    const lost = new Set<string>()
    const { admin, retryPolicy } = client
    client = {
      retryPolicy: { ...retryPolicy, pausesMs: [1] },
      admin: {
        ...admin,
        // Shopify does what it is asked to, and the first answer of each write does not arrive.
        graphql: async (...asked) => {
          const answer = await admin.graphql(...asked)
          const [, write] = /^\s*(?:#graphql)?\s*mutation (\w+)/.exec(String(asked[0])) ?? []
          if (!write || lost.has(write)) return answer
          lost.add(write)
          throw new HttpRequestError('The connection was closed')
        },
      },
    }
    expect(await runAll(person(customer(WITH_EVERYTHING)))).toEqual(DONE)
    const contact = (await runAll(person(customer(BUYS_FOR_A_COMPANY)))).find(([group]) => group === 'company_contact')
    expect(contact).toEqual(['company_contact', 'done', 1, null])
    expect(lost.size).toBe(11)
  })

  test('many orders are gone through page by page, and only those with a note are written', async () => {
    const camille = customer(WITH_EVERYTHING)
    const [model] = ordersOf(camille)
    if (!model) throw new Error('Camille ordered')
    const many = Array.from({ length: 240 }, (_, n) => ({
      ...model,
      id: 80_000 + n,
      note: n % 80 === 0 ? 'Sonnez' : null,
    }))
    shop().orders.push(...many)
    const [notes] = LEFTOVERS
    standIn.state.told.length = 0
    expect(await notes?.survey(client, person(camille))).toBe(6)
    expect(await notes?.run(client, person(camille))).toEqual({ state: 'done', count: 6, code: null })
    expect(standIn.state.told.map(({ topic }) => topic)).toEqual(Array(6).fill('orders/updated'))
  })
})
