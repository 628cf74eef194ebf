import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  acceptance,
  appendEvent,
  canonicalLine,
  type EventFilter,
  type ExportFormat,
  enteredBy,
  exportEvents,
  type LedgerEvent,
  readRecord,
  search,
  searchEvents,
  sourcesOf,
  withdrawOnBehalf,
} from '../../app/consent/index.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { forShop } from '../../app/platform/db.ts'
import type { StaffLanguage } from '../../app/platform/i18n.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { identify, linkVisitor } from '../../app/subjects/index.ts'
import { adminOfShop, inShop, openShop, SHOP, standIn } from '../policy/publication/a-publishing-shop.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { withFault } from '../stand-in/a-stand-in.ts'
import { anEvent, aSubject } from './an-event.ts'

beforeAll(startQueue)
afterAll(async () => {
  await stopQueue(0)
})

const newShop = () => shopDomain.parse(aShop())

async function exported(
  shop: ShopDomain,
  format: ExportFormat,
  filter: EventFilter = {},
  language: StaffLanguage = 'en',
): Promise<string> {
  let text = ''
  for await (const portion of exportEvents(shop, { filter, format, language })) text += portion
  return text
}

const everything = async (shop: ShopDomain): Promise<LedgerEvent[]> =>
  (await forShop(shop, (tx) => searchEvents(tx, {}, { size: 10_000, before: null }))).events

describe('a file of what the explorer shows', () => {
  test('holds each event once over many portions, as it is hashed in the ledger, and no other shop’s', async () => {
    const [shop, other] = [newShop(), newShop()]
    const many = Array.from({ length: 2_300 }, (_, n) => anEvent({ choices: { ads: n % 2 === 0 } }))
    await Promise.all(many.map((event) => appendEvent(shop, event)))
    await appendEvent(other, anEvent())
    const lines = (await everything(shop)).map((event) => `${canonicalLine(event)}\n`)
    expect(lines).toHaveLength(many.length)
    expect(await exported(shop, 'jsonl')).toBe(lines.join(''))
    const granted = (await exported(shop, 'csv', { purpose: 'ads', granted: true })).trimEnd().split('\r\n')
    expect(granted).toHaveLength(1 + many.length / 2)
  })

  test('is safe to open in a spreadsheet, whatever a browser sent', async () => {
    const shop = newShop()
    await appendEvent(shop, anEvent({ shopifyConsentId: '=HYPERLINK("http://evil.example","a, b")' }))
    const [head, row] = (await exported(shop, 'csv')).split('\r\n')
    expect(head).toBe(
      '\uFEFFposition,record,recorded_at,visitor,source,granted,refused,language,region,gpc,register_version,banner,shopify_consent_id,previous',
    )
    expect(row).toContain(`,"'=HYPERLINK(""http://evil.example"",""a, b"")",`)
    expect(row).toMatch(/,banner,analytics,marketing,fr,FRIDF,no,/)
  })

  test('opens in columns in a French Excel too, with its accents, and no value is a formula or another column', async () => {
    const shop = newShop()
    await appendEvent(shop, anEvent({ shopifyConsentId: '=é;"1+1"' }))
    const text = await exported(shop, 'csv', {}, 'fr')
    // Once, in front of everything: the byte order mark by which Excel knows UTF-8.
    expect(text.lastIndexOf('\uFEFF')).toBe(0)
    const [head = '', row = ''] = text.split('\r\n')
    expect(head.split(';')).toHaveLength(14)
    expect(head).not.toMatch(/,|sep=/)
    expect(row).toContain(';"\'=é;""1+1""";')
    expect(row.replace(/"(?:[^"]|"")*"/g, '').split(';')).toHaveLength(14)
  })

  test('of nothing is a file with its head', async () => {
    const shop = newShop()
    expect(await exported(shop, 'csv')).toMatch(/^\uFEFFposition,[a-z_,]+\r\n$/)
    expect(await exported(shop, 'jsonl')).toBe('')
  })
})

describe('the filter of places', () => {
  test('offers those where the shop has decisions, with and without the sums that charts read', async () => {
    const [shop, other] = [newShop(), newShop()]
    expect(await forShop(shop, sourcesOf)).toEqual([])
    for (const source of ['newsletter', 'banner', 'banner'] as const) await appendEvent(shop, anEvent({ source }))
    await appendEvent(other, anEvent({ source: 'checkout' }))
    expect(await forShop(shop, sourcesOf)).toEqual(['banner', 'newsletter'])
    const today = new Date().toISOString().slice(0, 10)
    await forShop(shop, (tx) => acceptance(tx, { days: { first: today, last: today, timeZone: 'UTC' } }))
    await forShop(shop, sealNext)
    await appendEvent(shop, anEvent({ source: 'gpc' }))
    expect(await forShop(shop, sourcesOf)).toEqual(['banner', 'gpc', 'newsletter'])
  })
})

describe('one decision', () => {
  test('is shown with what counts now and the person’s other decisions, and to its own shop alone', async () => {
    const [shop, other] = [newShop(), newShop()]
    const [laptop, phone] = [aSubject(), aSubject()]
    const [before, after] = [anEvent({ subject: laptop }), anEvent({ subject: phone, choices: { analytics: false } })]
    await appendEvent(shop, before)
    await appendEvent(shop, after)
    await forShop(shop, async (tx) => {
      for (const browser of [laptop, phone]) await linkVisitor(tx, browser, [{ kind: 'customer_id', value: '7' }])
    })
    const read = await forShop(shop, (tx) => readRecord(tx, before.id))
    expect(read).toMatchObject({
      event: { id: before.id, position: 0 },
      asked: [
        { key: 'analytics', granted: true, shown: null },
        { key: 'marketing', granted: false, shown: null },
      ],
      current: [
        { purpose: 'analytics', granted: false, eventId: after.id },
        { purpose: 'marketing', granted: false, eventId: before.id },
      ],
      others: [{ id: after.id }],
      hasMore: false,
      seal: null,
      person: { customerId: '7', email: null },
    })
    expect(await forShop(other, (tx) => readRecord(tx, before.id))).toBeNull()
    expect(await forShop(shop, (tx) => readRecord(tx, 'no-id'))).toBeNull()
  })

  test('is withdrawn by staff as far as it was granted, and only in their own shop', async () => {
    const [shop, other] = [newShop(), newShop()]
    const event = anEvent({ choices: { analytics: true, ads: false } })
    await appendEvent(shop, event)
    const wish = { recordId: event.id, purposes: ['analytics', 'ads', 'never-asked'], staffId: '42' }
    const withdrawIn = (where: ShopDomain) => forShop(where, (tx) => withdrawOnBehalf(tx, wish))
    expect(await withdrawIn(other)).toBeNull()
    expect(await withdrawIn(shop)).toBe(true)
    expect(await withdrawIn(shop)).toBe(false)
    const [newest, ...rest] = await everything(shop)
    expect(newest).toMatchObject({ source: 'staff', choices: { analytics: false }, previous: event.id })
    expect(rest).toHaveLength(1)
    expect(await forShop(shop, (tx) => enteredBy(tx, [newest?.id ?? '']))).toEqual(new Map([[newest?.id, '42']]))
  })
})

describe('what staff paste leads to whom they mean', () => {
  beforeAll(openShop)
  const find = async (pasted: string) => search({ admin: await adminOfShop(), inShop }, pasted)

  test('an e-mail address: the customer whom only Shopify knows by it, and the person whom Kept knows by it', async () => {
    const customer = standIn.state.shop.customers.find(({ email }) => email !== null)
    const email = customer?.email ?? ''
    expect(await find(` ${email.toUpperCase()} `)).toEqual({ ok: true, query: { customer: String(customer?.id) } })
    const reader = await inShop((tx) => identify(tx, [{ kind: 'email', value: email }]))
    expect(await find(email)).toEqual({ ok: true, query: { customer: String(customer?.id), visitor: [reader] } })
    expect(await find('nobody@example.com')).toEqual({ ok: false, reason: 'nobody' })
  })

  test('an address while Shopify is away: whom Kept knows, and else that it could not be asked', async () => {
    const reader = await inShop((tx) => identify(tx, [{ kind: 'email', value: 'reader@example.com' }]))
    await withFault(standIn, { operation: 'KeptCustomerByEmail', kind: '500', times: 2 })
    expect(await find('reader@example.com')).toEqual({ ok: true, query: { visitor: [reader] } })
    expect(await find('stranger@example.com')).toEqual({ ok: false, reason: 'shopify_silent' })
  })

  test('an id: the record, else the visitor, else nothing', async () => {
    const event = anEvent()
    await appendEvent(SHOP, event)
    expect(await find(event.id)).toEqual({ ok: true, query: { record: event.id } })
    expect(await find(event.subject)).toEqual({ ok: true, query: { visitor: [event.subject] } })
    expect(await find(aSubject())).toEqual({ ok: false, reason: 'unknown_id' })
    expect(await find('Anna')).toEqual({ ok: false, reason: 'not_understood' })
  })
})
