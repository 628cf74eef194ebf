/** Access, from Shopify's call to the file that was downloaded, with nothing between that is not Kept's own. */
import { randomInt } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { held } from '../../../app/requests/answer/held.ts'
import type { HeldReader } from '../../../app/requests/answer/held-reader.ts'
import { workAnswer } from '../../../app/requests/answer/write.ts'
import { workCollection } from '../../../app/requests/held/collect.ts'
import type { AnsweredRow } from '../../../app/requests/held/model.ts'
import { makeAnswer, noteLookedAt, readAnswer, readNextStep, startCollecting } from '../../../app/requests/index.ts'
import { clientsWith, type ShopClientProvider } from '../../../app/shopify/shop-client.ts'
import { doors } from '../../consent/marketing/a-subscribing-shop.ts'
import { deliver } from '../../inbox/deliver.ts'
import { personIn } from '../../stand-in/shop/erase.ts'
import type { Customer } from '../../stand-in/shop/model.ts'
import { BUYS_FOR_A_COMPANY, SECOND_CONTACT, WITH_EVERYTHING } from '../../stand-in/shop/notable.ts'
import { aBrowser } from '../a-person.ts'
import { act, aShopThatHolds, BRIEF, collectionOf, inShop, SHOP, standIn, takeJobs } from '../held/a-collection.ts'
import { unzipped } from './an-answer.ts'

beforeAll(() => aShopThatHolds())

const ANNE = '7'
const { shop } = standIn.state

function customerWith(email: string): Customer {
  const found = shop.customers.find((one) => one.email === email)
  if (!found) throw new Error(`The stand-in has no ${email}`)
  return found
}

/** Shopify passes on what a customer asks for. */
async function passedOn(customer: Customer): Promise<string> {
  const { named, orders } = personIn(standIn.state, customer)
  const body = { ...named, orders_requested: orders, data_request: { id: randomInt(1e9) } }
  await deliver(doors, SHOP, 'customers/data_request', body)
  const opened = await inShop((tx) =>
    tx.dataSubjectRequest.findMany({ where: { externalId: String(body.data_request.id) } }),
  )
  const [{ id } = { id: '' }] = opened
  return id
}

/** Dies with a call to Shopify, as a process that is killed while it waits for the answer. */
function dyingAt(call: number): ShopClientProvider {
  let calls = 0
  return async (of) => {
    const client = await clientsWith(BRIEF)(of)
    if (!client) return client
    const graphql: typeof client.admin.graphql = (...asked) => {
      calls += 1
      if (calls === call) throw new Error('killed')
      return client.admin.graphql(...asked)
    }
    return { ...client, admin: { ...client.admin, graphql } }
  }
}

/** Dies while it writes the archive: its first portions are stored. */
function dyingWriter(): HeldReader {
  let passes = 0
  return {
    ...held,
    answeredRows: async function* (...asked) {
      passes += 1
      for await (const row of held.answeredRows(...asked)) {
        if (passes === 3 && row.table === 'requests') throw new Error('killed')
        yield row
      }
    },
  }
}

const step = (id: string) => inShop((tx) => readNextStep(tx, id))
const job = (requestId: string) => ({ shop: SHOP, receivedAt: 1, requestId })

/** Attested, collected, looked at, made and answered; each worker is killed once on the way. */
async function answered(id: string): Promise<void> {
  expect(await step(id)).toBe('identity')
  expect(await act(id, 'confirm_identity', { method: 'attested' })).toMatchObject({ ok: true })
  expect(await step(id)).toBe('collect')
  await inShop((tx) => startCollecting(tx, id))
  await expect(workCollection(job(id), dyingAt(7))).rejects.toThrow('killed')
  expect(await collectionOf(id)).toMatchObject({ state: 'collecting' })
  while ((await collectionOf(id))?.state === 'collecting') {
    await takeJobs()
    await workCollection(job(id), clientsWith(BRIEF))
  }
  expect(await step(id)).toBe('look')
  await inShop((tx) => noteLookedAt(tx, id, ANNE))
  expect(await step(id)).toBe('make')
  expect(await inShop((tx) => makeAnswer(tx, id))).toEqual({ ok: true })
  await expect(workAnswer(job(id), dyingWriter())).rejects.toThrow('killed')
  expect(await step(id)).toBe('making')
  await workAnswer(job(id))
  expect(await step(id)).toBe('answer')
  expect(await act(id, 'answer')).toMatchObject({ ok: true })
}

/** The person takes their file at the storefront, signed in. */
async function downloaded({ id: customerId }: Customer, id: string): Promise<Buffer> {
  const browser = aBrowser(doors, { shop: SHOP, customerId: String(customerId) })
  const page = await browser.get(`/${id}`)
  const file = await browser.send(new URLSearchParams(page.form('download').fields))
  expect(file.headers.get('content-type')).toBe('application/zip')
  const bytes = Buffer.from(await file.arrayBuffer())
  const answer = await inShop((tx) => readAnswer(tx, id))
  expect(answer?.downloads).toMatchObject([{ by: 'person', staffId: null }])
  expect(bytes.length).toBe(answer?.bytes)
  return bytes
}

const tablesOf = (files: Record<string, string>): Record<string, AnsweredRow[]> =>
  JSON.parse(files['data.json'] ?? '').tables

/** The records of a CSV file, read as RFC 4180 says. */
function recordsOf(csv = ''): Record<string, string>[] {
  const separator = /^\uFEFF?ID(.)/.exec(csv)?.[1] ?? ''
  const fields = new RegExp(`("(?:[^"]|"")*"|[^"\\r\\n${separator}]*)(${separator}|\\r\\n)`, 'g')
  const rows: string[][] = [[]]
  for (const [, field = '', end] of csv.replace(/^\uFEFF/, '').matchAll(fields)) {
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)
    if (end === '\r\n') rows.push([])
  }
  const [head = [], ...records] = rows.filter((row) => row.length > 0)
  return records.map((record) => Object.fromEntries(head.map((name, at) => [name, record[at] ?? ''])))
}

/** What would show that another customer's data is in a file: addresses, numbers, and names that nobody else has. */
function tracesOfOthers({ id }: Customer): string[] {
  const own = JSON.stringify(customerWithId(id))
  return shop.customers
    .filter((one) => one.id !== id)
    .flatMap(({ email, phone, addresses }) => [email, phone, ...addresses.map(({ address1 }) => address1)])
    .filter((trace): trace is string => !!trace && trace.length > 7 && !own.includes(trace))
}
const customerWithId = (id: number) => shop.customers.find((one) => one.id === id)

function expectNothingOf(files: Record<string, string>, traces: readonly (string | null | undefined)[]): void {
  const text = Object.values(files).join('\n')
  expect(traces.filter((trace) => trace && text.includes(trace))).toEqual([])
}

function expectNothingOfOthers(
  files: Record<string, string>,
  customer: Customer,
  allowed: readonly string[] = [],
): void {
  const traces = tracesOfOthers(customer).filter((trace) => !allowed.includes(trace))
  expectNothingOf(files, traces)
}

test('a consumer gets every order, line and address in data.json and in the CSV files, and nothing of anybody else', async () => {
  const customer = customerWith(WITH_EVERYTHING)
  const id = await passedOn(customer)
  await answered(id)
  const files = await unzipped(await downloaded(customer, id))
  const tables = tablesOf(files)
  const orders = shop.orders.filter(({ customerId }) => customerId === customer.id)
  const gid = (type: string, number: number) => `gid://shopify/${type}/${number}`

  const json = (table: string, column: string) => (tables[table] ?? []).map(({ values }) => values[column] ?? null)
  const csv = (table: string, column: string) => recordsOf(files[`csv/${table}.csv`]).map((record) => record[column])
  const names = orders.map(({ name }) => name)
  expect([json('orders', 'name'), csv('orders', 'name')]).toEqual([names, names])
  const lines = orders.flatMap(({ id: order, lines }) =>
    lines.map(({ id, title, quantity }) => [gid('LineItem', id), gid('Order', order), title, quantity]),
  )
  expect(tables.order_lines?.map(({ id, parent, values }) => [id, parent, values.title, values.quantity])).toEqual(
    lines,
  )
  const written = recordsOf(files['csv/order_lines.csv'])
  expect(written.map(({ ID, BELONGS_TO, title, quantity }) => [ID, BELONGS_TO, title, Number(quantity)])).toEqual(lines)
  for (const [table, kept] of [
    ['order_transactions', orders.flatMap(({ transactions }) => transactions)],
    ['order_refunds', orders.flatMap(({ refunds }) => refunds)],
    ['order_fulfillments', orders.flatMap(({ fulfillments }) => fulfillments)],
    ['order_visits', orders.flatMap(({ visits }) => visits)],
  ] as const) {
    expect([tables[table]?.length, recordsOf(files[`csv/${table}.csv`]).length], table).toEqual([
      kept.length,
      kept.length,
    ])
  }

  const returned = orders.flatMap(({ lines, refunds }) =>
    refunds.map((refund) =>
      refund.lines.map((one) => `${one.quantity} × ${lines.find(({ id }) => id === one.lineId)?.title}`).join('\n'),
    ),
  )
  expect([json('order_refunds', 'lines'), csv('order_refunds', 'lines')]).toEqual([returned, returned])

  // Their mother's address is among theirs, and is hers.
  const [home, work, mother] = customer.addresses
  expect(json('addresses', 'address.address1')).toEqual([home?.address1, work?.address1, null])
  expect(csv('addresses', 'address.address1')).toEqual([home?.address1, work?.address1, ''])
  const gifts = orders.filter(({ tags }) => tags.length > 0)
  expect(gifts.length).toBeGreaterThan(0)
  for (const { id: order, shippingAddress } of gifts) {
    const row = tables.orders?.find((one) => one.id === gid('Order', order))
    expect(row?.values['shippingAddress.name'] ?? null).toBeNull()
    expect(row?.masked).toMatchObject({ 'shippingAddress.name': 'rights_of_others' })
    expectNothingOf(files, [shippingAddress?.address1, shippingAddress?.zip])
  }
  expectNothingOf(files, [`${mother?.firstName} ${mother?.lastName}`, mother?.address1, mother?.phone])
  expectNothingOfOthers(files, customer)
})

test('who buys for a company gets the company and its places, and nothing of the second contact', async () => {
  const [customer, second] = [customerWith(BUYS_FOR_A_COMPANY), customerWith(SECOND_CONTACT)]
  second.phone = '+33698765432'
  const company = shop.companies.find(({ contacts }) => contacts.some(({ customerId }) => customerId === customer.id))
  if (!company) throw new Error('Nobody buys for a company')
  const place = company.locations.at(-1)
  Object.assign(place ?? {}, { recipient: `${second.firstName} ${second.lastName}`, phone: second.phone })
  const id = await passedOn(customer)
  await answered(id)
  const files = await unzipped(await downloaded(customer, id))
  const tables = tablesOf(files)
  expect(tables.companies?.map(({ values }) => values.name)).toEqual([company.name])
  expect(tables.company_locations?.map(({ values }) => values.name)).toEqual(company.locations.map(({ name }) => name))
  expect(tables.orders?.length).toBe(shop.orders.filter(({ customerId }) => customerId === customer.id).length)
  expectNothingOf(files, [SECOND_CONTACT, second.lastName, second.phone])
  expectNothingOfOthers(
    files,
    customer,
    company.locations.map(({ address }) => address.address1),
  )
})
