import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { type Acceptance, acceptance, appendWithin, eraseEventsOf, type NewEvent } from '../../app/consent/index.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { anEvent, aSubject } from './an-event.ts'

afterAll(() => clock.shift(0))

const newShop = () => shopDomain.parse(aShop())
const always = { first: '2020-01-01', last: '2200-01-01', timeZone: 'Europe/Paris' }
const counted = (shop: ShopDomain, asked: Parameters<typeof acceptance>[1] = { days: always }) =>
  forShop(shop, (tx) => acceptance(tx, asked))
const decide = (shop: ShopDomain, events: readonly NewEvent[]) => forShop(shop, (tx) => appendWithin(tx, events))
const seal = (shop: ShopDomain) => forShop(shop, sealNext)
const stored = (shop: ShopDomain) => forShop(shop, (tx) => tx.consentAcceptance.findMany({ orderBy: { value: 'asc' } }))
const reached = (shop: ShopDomain) => forShop(shop, (tx) => tx.consentAcceptanceReach.findMany({}))

/** A shop whose charts somebody has looked at: what it seals from now on is added up. */
async function lookedAt(): Promise<ShopDomain> {
  const shop = newShop()
  expect(await counted(shop)).toEqual([])
  return shop
}

const all = (lines: readonly Acceptance[]) =>
  lines.filter(({ by }) => by === 'all').map(({ purpose, granted, refused }) => [purpose, granted, refused])

type Decided = Pick<NewEvent, 'source' | 'choices' | 'region'> & { language: string | null; hour: number }

const decided: fc.Arbitrary<Decided> = fc.record({
  source: fc.constantFrom('banner', 'gpc', 'staff'),
  choices: fc.dictionary(fc.constantFrom('ads', 'analytics', 'chat'), fc.boolean(), { minKeys: 1 }),
  region: fc.constantFrom('', 'FRIDF', 'FRARA', 'DEBE'),
  language: fc.constantFrom(null, 'fr', 'de'),
  /** Since the test began: some days, and both sides of midnight. */
  hour: fc.integer({ min: 0, max: 72 }),
})

const dayOf = (at: Date) => new Intl.DateTimeFormat('sv', { timeZone: always.timeZone }).format(at)

/** The same, counted one by one. */
function oneByOne(events: readonly (Decided & { at: Date })[]): Acceptance[] {
  const lines = new Map<string, Acceptance>()
  for (const { choices, region, language, at } of events) {
    const values = { all: '', day: dayOf(at), country: region.slice(0, 2), language: language ?? '' } as const
    for (const [purpose, granted] of Object.entries(choices)) {
      for (const by of ['all', 'country', 'day', 'language'] as const) {
        const key = `${purpose} ${by} ${values[by]}`
        const line = lines.get(key) ?? { purpose, by, value: values[by], granted: 0, refused: 0 }
        lines.set(key, { ...line, [granted ? 'granted' : 'refused']: line[granted ? 'granted' : 'refused'] + 1 })
      }
    }
  }
  return [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
}

describe('charts of acceptance', () => {
  test('are the same whatever is sealed of the ledger, and whenever somebody first looked', async () => {
    const today = dayOf(new Date())
    const asked = fc.record({
      days: fc.constantFrom(always, { ...always, first: today, last: today }, { ...always, last: today }),
      source: fc.constantFrom('gpc' as const, undefined),
    })
    const steps = fc.array(fc.oneof(decided, fc.constantFrom('seal', 'look')), { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(steps, asked, async (taken, { days, source }) => {
        const shop = newShop()
        const events: (Decided & { at: Date })[] = []
        for (const step of taken) {
          if (step === 'seal') await seal(shop)
          else if (step === 'look') await counted(shop)
          else {
            clock.shift(step.hour * 3600_000)
            const { language, hour: _, ...said } = step
            events.push({ ...step, at: clock.now() })
            await decide(shop, [anEvent({ ...said, banner: language ? { hash: 'abcdef0123456789', language } : null })])
          }
        }
        const wanted = events.filter(
          (event) =>
            (!source || event.source === source) && dayOf(event.at) >= days.first && dayOf(event.at) <= days.last,
        )
        expect(await counted(shop, { days, ...(source && { source }) })).toEqual(oneByOne(wanted))
      }),
      { numRuns: 40 },
    )
    // A thousand transactions, which a cluster works more slowly than one machine.
  }, 240_000)

  test('keep what was sealed in sums: the events are not read again, and an erasure changes no number', async () => {
    const shop = await lookedAt()
    const subject = aSubject()
    await decide(shop, [anEvent({ subject, choices: { ads: true } }), anEvent({ choices: { ads: false } })])
    await seal(shop)
    expect(await reached(shop)).toEqual([{ shop, timeZone: 'Europe/Paris', untilPosition: 2n }])
    // Whoever is erased takes the event along; the number names nobody, and stays.
    await forShop(shop, (tx) => eraseEventsOf(tx, [subject]))
    expect(all(await counted(shop))).toEqual([['ads', 1, 1]])
  })

  test('hold who was erased before the seal no more than the ledger does', async () => {
    const shop = await lookedAt()
    const subject = aSubject()
    await decide(shop, [anEvent({ subject, choices: { ads: true } }), anEvent({ choices: { ads: false } })])
    await forShop(shop, (tx) => eraseEventsOf(tx, [subject]))
    await seal(shop)
    expect(all(await counted(shop))).toEqual([['ads', 0, 1]])
  })

  test('begin anew when the shop moves to another time zone, whose midnights then count', async () => {
    const shop = await lookedAt()
    await decide(shop, [anEvent({ choices: { ads: true } })])
    await seal(shop)
    const elsewhere = { days: { ...always, timeZone: 'Asia/Kathmandu' } }
    expect(all(await counted(shop, elsewhere))).toEqual([['ads', 1, 0]])
    expect(await stored(shop)).toEqual([])
    await decide(shop, [anEvent({ choices: { ads: false } })])
    await seal(shop)
    expect(await reached(shop)).toEqual([{ shop, timeZone: 'Asia/Kathmandu', untilPosition: 2n }])
    expect(all(await counted(shop, elsewhere))).toEqual([['ads', 1, 1]])
  })
})

describe('sums', () => {
  test('keep no country beside a language, and no purpose beside another', async () => {
    const shop = await lookedAt()
    await decide(shop, [anEvent({ choices: { ads: true } })])
    await seal(shop)
    expect((await stored(shop)).map(({ countedBy, value, granted }) => [countedBy, value, granted])).toEqual([
      ['all', '', 1],
      ['country', 'FR', 1],
      ['language', 'fr', 1],
    ])
  })

  test('of a shop whose charts nobody has opened are not kept', async () => {
    const shop = newShop()
    await decide(shop, [anEvent()])
    await seal(shop)
    expect(await stored(shop)).toEqual([])
    expect(await reached(shop)).toEqual([])
  })

  test('hold every decision once while others seal, decide and read at the same time', async () => {
    const shop = await lookedAt()
    const times = async (count: number, work: () => Promise<unknown>) => {
      for (let n = 0; n < count; n += 1) await work()
    }
    const looking = async () => {
      // Every event comes with all the others of its transaction: five, or none.
      const [ads = ['ads', 0, 0]] = all(await counted(shop))
      expect(Number(ads[1]) % 5).toBe(0)
    }
    const deciding = () =>
      decide(
        shop,
        Array.from({ length: 5 }, () => anEvent({ choices: { ads: true } })),
      )
    await Promise.all([
      times(12, deciding),
      times(12, deciding),
      times(10, () => seal(shop)),
      times(10, () => seal(shop)),
      times(10, looking),
    ])
    await seal(shop)
    expect(all(await counted(shop))).toEqual([['ads', 120, 0]])
    expect((await reached(shop))[0]?.untilPosition).toBe(120n)
    expect((await stored(shop)).filter(({ countedBy }) => countedBy === 'all').map(({ granted }) => granted)).toEqual([
      120,
    ])
  })

  test('of a sealer that is killed before its transaction ends are gone with its seal', async () => {
    const shop = await lookedAt()
    await decide(shop, [anEvent({ choices: { ads: true } })])
    const killed = forShop(shop, async (tx) => {
      await sealNext(tx)
      await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`
    })
    await expect(killed).rejects.toThrow()
    expect(await stored(shop)).toEqual([])
    await seal(shop)
    expect(all(await counted(shop))).toEqual([['ads', 1, 0]])
  })

  test('are never another shop’s', async () => {
    const [mine, theirs] = [await lookedAt(), await lookedAt()]
    await decide(theirs, [anEvent({ choices: { ads: true } })])
    await seal(theirs)
    await decide(mine, [anEvent({ choices: { ads: false } })])
    await seal(mine)
    expect(all(await counted(mine))).toEqual([['ads', 0, 1]])
    expect(all(await counted(theirs))).toEqual([['ads', 1, 0]])
  })
})
