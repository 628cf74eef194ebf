import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  acceptance,
  appendEvent,
  type Days,
  type DecisionSource,
  type EventFilter,
  type NewEvent,
  searchEvents,
} from '../../app/consent/index.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { linkVisitor, type SubjectId } from '../../app/subjects/index.ts'
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
const always = { first: '2020-01-01', last: '2200-01-01', timeZone: 'UTC' }

beforeAll(async () => {
  for (const event of Object.values(EVENTS)) await appendEvent(shop, event)
  for (const event of Object.values(EVENTS)) await appendEvent(elsewhere, event)
  await forShop(shop, async (tx) => {
    await linkVisitor(tx, anna, [{ kind: 'customer_id', value: '7' }])
    await linkVisitor(tx, annasPhone, [{ kind: 'customer_id', value: '7' }])
  })
})

const search = (filter: EventFilter, page = { size: 10, before: null as number | null }) =>
  forShop(shop, (tx) => searchEvents(tx, filter, page))

describe('staff search the ledger', () => {
  test.each<[string, EventFilter, Name[]]>([
    ['everything, the newest first', {}, ['third', 'second', 'first']],
    ['by customer: every browser of theirs', { customerId: '7' }, ['second', 'first']],
    ['by a customer who is not known', { customerId: '8' }, []],
    ['by visitor: with whom they are one person', { subjects: [annasPhone] }, ['second', 'first']],
    ['by visitors', { subjects: [ben, annasPhone] }, ['third', 'second', 'first']],
    ['by customer or visitor: either of them', { customerId: '7', subjects: [ben] }, ['third', 'second', 'first']],
    ['by no visitors: nobody, not everybody', { subjects: [] }, []],
    ['by what is no visitor', { subjects: ["x' OR true" as SubjectId] }, []],
    ['by record', { recordId: EVENTS.second.id.toUpperCase() }, ['second']],
    ['by what is no record', { recordId: '12' }, []],
    ['by purpose', { purpose: 'ads' }, ['third', 'first']],
    ['by purpose that was granted', { purpose: 'ads', granted: true }, ['first']],
    ['by purpose that was refused', { purpose: 'ads', granted: false }, ['third']],
    ['by source', { source: 'gpc' }, ['third']],
    ['by days before all', { days: { first: '2020-01-01', last: '2020-12-31', timeZone: 'UTC' } }, []],
    ['by days that hold all', { days: always }, ['third', 'second', 'first']],
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

describe('acceptance', () => {
  const counted = (days: Days, source?: DecisionSource) =>
    forShop(shop, (tx) => acceptance(tx, { days, ...(source && { source }) }))

  test('is counted per purpose, and per day, country and language of each, in this shop alone', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const lines = (await counted(always)).map(({ purpose, by, value, granted, refused }) => [
      `${purpose} ${by} ${value}`.trim(),
      granted,
      refused,
    ])
    expect(lines).toEqual([
      ['ads all', 1, 1],
      ['ads country', 0, 1],
      ['ads country FR', 1, 0],
      [`ads day ${today}`, 1, 1],
      ['ads language', 0, 1],
      ['ads language fr', 1, 0],
      ['analytics all', 1, 1],
      ['analytics country FR', 1, 1],
      [`analytics day ${today}`, 1, 1],
      ['analytics language fr', 1, 1],
    ])
  })

  test('of one source leaves the others out; of days on which nobody decided there is none', async () => {
    expect((await counted(always, 'gpc')).map(({ purpose }) => purpose)).toEqual(['ads', 'ads', 'ads', 'ads'])
    expect(await counted({ ...always, last: '2020-12-31' })).toEqual([])
  })

  test.each([
    // 00:30 of the 2nd in Paris is 23:30 of the 1st in UTC: the shop's own day counts.
    ['Europe/Paris', '2027-01-02'],
    ['UTC', '2027-01-01'],
  ])('counts by the midnights of %s', async (timeZone, day) => {
    const night = shopDomain.parse(aShop())
    vi.spyOn(clock, 'now').mockReturnValue(new Date('2027-01-01T23:30:00Z'))
    await appendEvent(night, anEvent({ choices: { ads: true } }))
    vi.restoreAllMocks()
    const on = (first: string) =>
      forShop(night, (tx) => acceptance(tx, { days: { first, last: first, timeZone } })).then((lines) =>
        lines.filter(({ by }) => by === 'day').map(({ value }) => value),
      )
    expect(await on(day)).toEqual([day])
    expect(await on(day === '2027-01-01' ? '2027-01-02' : '2027-01-01')).toEqual([])
  })
})
