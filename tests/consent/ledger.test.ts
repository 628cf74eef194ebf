import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  appendEvent,
  appendWithin,
  currentChoicesOf,
  type LedgerEntry,
  ledgerLength,
  readEvents,
} from '../../app/consent/index.ts'
import { forShop } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { settleVersion, writeDraft } from '../../app/register/index.ts'
import type { SubjectId } from '../../app/subjects/index.ts'
import { theTemplate } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { anEvent, aSubject } from './an-event.ts'

const newShop = () => shopDomain.parse(aShop())
const ledgerOf = (shop: ShopDomain): Promise<LedgerEntry[]> =>
  forShop(shop, async (tx) => readEvents(tx, 0, await ledgerLength(tx)))
const idsOf = (entries: LedgerEntry[]) => entries.map((entry) => (entry.kind === 'event' ? entry.event.id : null))

describe('appending', () => {
  test('a decision is given back as it was recorded', async () => {
    const shop = newShop()
    const event = anEvent({ shopifyConsentId: 'c-1', previous: randomUUID(), source: 'gpc', gpc: true })
    const { recordedAt } = await appendEvent(shop, event)
    const [entry] = await ledgerOf(shop)
    const recorded = { shop, position: 0, registerVersion: null, recordedAt: recordedAt.toISOString() }
    expect(entry).toEqual({ kind: 'event', position: 0, event: { ...event, ...recorded } })
  })

  test('many at once, from several processes, get every position once', async () => {
    const shop = newShop()
    const events = Array.from({ length: 200 }, () => anEvent())
    const asAnotherProcess = forShop(shop, (tx) => appendWithin(tx, events.slice(150)))
    await Promise.all([...events.slice(0, 150).map((event) => appendEvent(shop, event)), asAnotherProcess])
    const entries = await ledgerOf(shop)
    expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: 200 }, (_, n) => n))
    expect(new Set(idsOf(entries))).toEqual(new Set(events.map(({ id }) => id)))
  })

  test('however batches repeat ids, each id has one place and places have no gaps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 8 }),
        async (batches) => {
          const shop = newShop()
          const events = Array.from({ length: 13 }, () => anEvent())
          const pick = (n: number) => events[n] ?? anEvent()
          await Promise.all(batches.map((batch) => forShop(shop, (tx) => appendWithin(tx, batch.map(pick)))))
          const entries = await ledgerOf(shop)
          expect(entries.map(({ position }) => position)).toEqual(entries.map((_, n) => n))
          expect(idsOf(entries).toSorted()).toEqual([...new Set(batches.flat().map((n) => pick(n).id))].toSorted())
        },
      ),
      { numRuns: 25 },
    )
  })

  test('a transaction that fails leaves no gap', async () => {
    const shop = newShop()
    const failing = forShop(shop, async (tx) => {
      await appendWithin(tx, [anEvent(), anEvent()])
      throw new Error('the rest of the work failed')
    })
    await expect(failing).rejects.toThrow('the rest of the work failed')
    await appendEvent(shop, anEvent())
    expect((await ledgerOf(shop)).map(({ position }) => position)).toEqual([0])
  })

  test('each shop has a ledger of its own, also for the same id', async () => {
    const [one, other] = [newShop(), newShop()]
    const event = anEvent()
    await appendEvent(one, event)
    await appendEvent(other, event)
    expect(idsOf(await ledgerOf(one))).toEqual([event.id])
    expect(idsOf(await ledgerOf(other))).toEqual([event.id])
  })

  test('what staff or Shopify say follows the subject’s last event, whatever recorded that', async () => {
    const shop = newShop()
    const [subject, other] = [aSubject(), aSubject()]
    const [first, second, third] = [anEvent({ subject }), anEvent({ subject }), anEvent({ subject })]
    await appendEvent(shop, first)
    await forShop(shop, (tx) => appendWithin(tx, [second, anEvent({ subject: other }), third]))
    const entries = await ledgerOf(shop)
    const previous = entries.map((entry) => entry.kind === 'event' && entry.event.previous)
    expect(previous).toEqual([null, first.id, null, second.id])
  })

  test('the published register in force is noted, and not one that is only being published', async () => {
    const shop = newShop()
    const freeze = () =>
      forShop(shop, async (tx) => {
        const revision = await writeDraft(tx, { register: theTemplate(), updatedAt: new Date(), updatedBy: '1' })
        return freezeJudged(tx, { revision, author: '1' })
      })
    await freeze()
    await appendEvent(shop, anEvent())
    await forShop(shop, (tx) => settleVersion(tx, 1, { state: 'published', at: new Date() }))
    await appendEvent(shop, anEvent())
    const entries = await ledgerOf(shop)
    expect(entries.map((entry) => entry.kind === 'event' && entry.event.registerVersion)).toEqual([null, 1])
  })
})

describe('what a subject says now', () => {
  const choicesOf = async (shop: ShopDomain, subject: SubjectId) =>
    Object.fromEntries(
      (await forShop(shop, (tx) => currentChoicesOf(tx, subject))).map((one) => [one.purpose, one.granted]),
    )

  test('is the newest choice of each purpose, wherever it was asked', async () => {
    const shop = newShop()
    const subject = aSubject()
    await appendEvent(shop, anEvent({ subject, choices: { analytics: true, marketing: true } }))
    await appendEvent(shop, anEvent({ subject, choices: { marketing: false, sms: true }, source: 'account' }))
    expect(await choicesOf(shop, subject)).toEqual({ analytics: true, marketing: false, sms: true })
    expect(await choicesOf(shop, aSubject())).toEqual({})
  })

  test('an older decision that arrives late does not undo a newer one', async () => {
    const shop = newShop()
    const subject = aSubject()
    const yesterday = uuidv7({ msecs: Date.now() - 24 * 3600_000 })
    await appendEvent(shop, anEvent({ subject, choices: { analytics: false } }))
    await appendEvent(shop, anEvent({ subject, choices: { analytics: true }, id: yesterday }))
    expect(await choicesOf(shop, subject)).toEqual({ analytics: false })
    expect(await forShop(shop, ledgerLength)).toBe(2)
  })

  test('in whatever order and batches decisions come, the newest counts', async () => {
    const decision = fc.record({ minutesAgo: fc.integer({ min: 1, max: 5000 }), granted: fc.boolean() })
    const decisions = fc.uniqueArray(decision, { minLength: 1, maxLength: 8, selector: (one) => one.minutesAgo })
    await fc.assert(
      fc.asyncProperty(decisions, fc.boolean(), async (made, together) => {
        const shop = newShop()
        const subject = aSubject()
        const events = made.map(({ minutesAgo, granted }) =>
          anEvent({ subject, choices: { ads: granted }, id: uuidv7({ msecs: Date.now() - minutesAgo * 60_000 }) }),
        )
        if (together) await forShop(shop, (tx) => appendWithin(tx, events))
        else for (const event of events) await appendEvent(shop, event)
        const newest = made.toSorted((a, b) => a.minutesAgo - b.minutesAgo)[0]
        expect(await choicesOf(shop, subject)).toEqual({ ads: newest?.granted })
      }),
      { numRuns: 25 },
    )
  })
})

describe('the database refuses', () => {
  const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  beforeAll(() => owner.connect())
  afterAll(() => owner.end())

  test.each([
    ['changing an event', 'UPDATE consent_events SET gpc = true'],
    ['changing it in its partition', 'UPDATE consent_events_default SET gpc = true'],
    ['changing an erasure', 'UPDATE consent_erasures SET erased_at = now()'],
    ['removing an erasure', 'DELETE FROM consent_erasures'],
    ['removing an event whose erasure has another hash', 'DELETE FROM consent_events'],
    ['giving positions a second time', 'UPDATE consent_ledgers SET next_position = 0'],
    ['forgetting where the ledger ends', 'DELETE FROM consent_ledgers'],
  ])('%s, even to the owner of the tables', async (_what, sql) => {
    const shop = newShop()
    await appendEvent(shop, anEvent({ id: randomUUID() }))
    await owner.query(`INSERT INTO consent_erasures VALUES ($1, 0, sha256('another'), now())`, [shop])
    await expect(owner.query(`${sql} WHERE shop = ${pg.escapeLiteral(shop)}`)).rejects.toThrow(/append-only/)
    expect(await forShop(shop, (tx) => tx.consentEvent.count())).toBe(1)
  })

  test('an erasure without a hash', async () => {
    const insert = owner.query(`INSERT INTO consent_erasures VALUES ('x', 0, '', now())`)
    await expect(insert).rejects.toThrow(/violates check/)
  })

  test('the app to reach around the fence into a partition', async () => {
    const shop = newShop()
    const around = sqlForShop(shop, (client) => client.query('SELECT * FROM consent_events_default'))
    await expect(around).rejects.toThrow(/permission denied/)
  })
})
