import { beforeAll, describe, expect, test } from 'vitest'
import { acceptance, appendEvent, type EventFilter, type NewEvent, searchEvents } from '../../app/consent/index.ts'
import { forShop } from '../../app/platform/db.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { identify, linkVisitor, type SubjectId } from '../../app/subjects/index.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { anEvent, aSubject } from './an-event.ts'

const shop = shopDomain.parse(aShop())
const elsewhere = shopDomain.parse(aShop())
const [anna, annasPhone, ben] = [aSubject(), aSubject(), aSubject()]
const EVENTS = {
  first: anEvent({ subject: anna, choices: { analytics: true, ads: true } }),
  second: anEvent({ subject: annasPhone, choices: { analytics: false }, source: 'preferences' }),
  third: anEvent({ subject: ben, choices: { ads: false }, source: 'gpc', gpc: true, banner: null, region: '' }),
} satisfies Record<string, NewEvent>
type Name = keyof typeof EVENTS
const NAMES = Object.fromEntries(Object.entries(EVENTS).map(([name, { id }]) => [id, name]))
const longAgo = new Date('2020-01-01')
const later = new Date('2200-01-01')

beforeAll(async () => {
  for (const event of Object.values(EVENTS)) await appendEvent(shop, event)
  for (const event of Object.values(EVENTS)) await appendEvent(elsewhere, event)
  await forShop(shop, async (tx) => {
    await linkVisitor(tx, anna, [
      { kind: 'customer_id', value: '7' },
      { kind: 'email', value: 'anna@example.com' },
    ])
    await linkVisitor(tx, annasPhone, [{ kind: 'customer_id', value: '7' }])
    await identify(tx, [{ kind: 'email', value: 'nobody@example.com' }])
  })
})

const search = (filter: EventFilter, page = { size: 10, before: null as number | null }) =>
  forShop(shop, (tx) => searchEvents(tx, filter, page))

describe('staff search the ledger', () => {
  test.each<[string, EventFilter, Name[]]>([
    ['everything, the newest first', {}, ['third', 'second', 'first']],
    ['by customer: every browser of theirs', { customerId: '7' }, ['second', 'first']],
    ['by a customer who is not known', { customerId: '8' }, []],
    ['by e-mail, however it is written', { email: ' Anna@Example.com ' }, ['first']],
    ['by an e-mail that nothing was decided with', { email: 'nobody@example.com' }, []],
    ['by an empty e-mail: nobody, not everybody', { email: '' }, []],
    ['by subject: with whom they are one person', { subject: annasPhone }, ['second', 'first']],
    ['by what is no subject', { subject: "x' OR true" as SubjectId }, []],
    ['by record', { recordId: EVENTS.second.id.toUpperCase() }, ['second']],
    ['by what is no record', { recordId: '12' }, []],
    ['by purpose', { purpose: 'ads' }, ['third', 'first']],
    ['by purpose that was granted', { purpose: 'ads', granted: true }, ['first']],
    ['by purpose that was refused', { purpose: 'ads', granted: false }, ['third']],
    ['by source', { source: 'gpc' }, ['third']],
    ['by a period before all', { period: { from: longAgo, to: new Date('2021-01-01') } }, []],
    ['by a period that holds all', { period: { from: longAgo, to: later } }, ['third', 'second', 'first']],
    ['by two things at once', { customerId: '7', purpose: 'ads' }, ['first']],
  ])('%s', async (_what, filter, names) => {
    const { events } = await search(filter)
    expect(events.map(({ id }) => NAMES[id])).toEqual(names)
    expect(events.every((event) => event.shop === shop)).toBe(true)
  })

  test('page by page, each event once', async () => {
    const first = await search({}, { size: 2, before: null })
    const second = await search({}, { size: 2, before: first.next })
    expect([...first.events, ...second.events].map(({ id }) => NAMES[id])).toEqual(['third', 'second', 'first'])
    expect([first.next, second.next]).toEqual([1, null])
  })
})

test('acceptance is counted per purpose, day, country and language', async () => {
  const day = new Date().toISOString().slice(0, 10)
  const lines = await forShop(shop, (tx) => acceptance(tx, { from: longAgo, to: later }))
  expect(lines).toEqual([
    { purpose: 'ads', day, country: '', language: '', granted: 0, refused: 1 },
    { purpose: 'ads', day, country: 'FR', language: 'fr', granted: 1, refused: 0 },
    { purpose: 'analytics', day, country: 'FR', language: 'fr', granted: 1, refused: 1 },
  ])
  expect(await forShop(shop, (tx) => acceptance(tx, { from: longAgo, to: longAgo }))).toEqual([])
})
