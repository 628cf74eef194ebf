import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { forgetReading, workReading } from '../../app/centre/held/work.ts'
import { lookAtHeld, readCentre } from '../../app/centre/index.ts'
import { forgetCopyQueue, heldCopyQueue } from '../../app/centre/queues.ts'
import { clock } from '../../app/platform/clock.ts'
import { pool } from '../../app/platform/db.ts'
import { erasePerson } from '../../app/requests/index.ts'
import { clientsWith } from '../../app/shopify/shop-client.ts'
import { identifiersOf } from '../../app/subjects/index.ts'
import { aShopThatHolds, BRIEF, inShop, SHOP, standIn } from '../requests/held/a-collection.ts'
import { BUYS_FOR_A_COMPANY, WITH_EVERYTHING } from '../stand-in/shop/notable.ts'

beforeAll(() => aShopThatHolds())
afterEach(() => vi.restoreAllMocks())

const personOf = (email: string) => {
  const found = standIn.state.shop.customers.find((one) => one.email === email)
  if (!found) throw new Error(`The stand-in has no ${email}`)
  return { by: 'customer', customerId: String(found.id) } as const
}

async function work(queue: typeof heldCopyQueue | typeof forgetCopyQueue, does: typeof forgetReading) {
  const { rows } = await pool.query(`DELETE FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2 RETURNING data`, [
    queue.name,
    SHOP,
  ])
  for (const { data } of rows) await does(queue.schema.parse(data))
  return rows.length
}
const held = (person: Parameters<typeof lookAtHeld>[1], language: string) =>
  inShop((tx) => lookAtHeld(tx, person, language))
const read = () => work(heldCopyQueue, (job) => workReading(job, clientsWith(BRIEF)))

describe('a customer looks at what is held about them', () => {
  test('reading begins by itself, once, and gives every table in their words, without what is about others', async () => {
    const person = personOf(WITH_EVERYTHING)
    expect(await held(person, 'fr')).toEqual({
      state: 'reading',
      groups: [],
      isPartial: false,
      asOf: null,
    })
    expect(await held(person, 'fr')).toMatchObject({ state: 'reading' })
    expect(await read()).toBe(1)
    const shown = await held(person, 'fr')
    expect(shown).toMatchObject({ state: 'ready', asOf: expect.any(String) })
    const names = shown.groups.map(({ id }) => id)
    expect(names).toEqual(expect.arrayContaining(['customer', 'addresses', 'orders', 'order_lines', 'gift_cards']))
    expect(names).not.toContain('receipts')
    const [customer] = shown.groups
    expect(customer).toMatchObject({ name: 'Client', more: 0 })
    expect(customer?.rows).toContainEqual({ name: 'E-mail', value: WITH_EVERYTHING, source: 'Shopify' })
    for (const { rows } of shown.groups) expect(rows.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(shown), 'what is about a mother or an aunt').not.toMatch(/Odile Moreau|Tante Jeanne/)
    expect(JSON.stringify(shown), 'no text is left as a key').not.toMatch(/"undefined"|\[object/)

    const view = await inShop((tx) => readCentre(tx, person, 'fr'))
    expect(view.person).toEqual({ name: 'Camille Moreau', email: WITH_EVERYTHING })
    expect(view.company).toBeNull()
  })

  test('who buys for a company sees its part, and the switches of professionals', async () => {
    const person = personOf(BUYS_FOR_A_COMPANY)
    await held(person, 'en')
    await read()
    const view = await inShop((tx) => readCentre(tx, person, 'en'))
    expect(view.company).toMatchObject({ name: 'Hôtel des Tilleuls', role: expect.any(String) })
    expect(view.purposes.find(({ id }) => id === 'b2b-email')).toMatchObject({ isOn: true, state: 'not asked' })
    const shown = await held(person, 'en')
    expect(shown.groups.map(({ id }) => id)).toEqual(expect.arrayContaining(['company_contacts', 'companies']))
    const consumer = await inShop((tx) => readCentre(tx, personOf(WITH_EVERYTHING), 'en'))
    expect(consumer.purposes.map(({ id }) => id)).not.toContain('b2b-email')
  })

  test('sees nothing of another customer’s, and the database shows nothing', async () => {
    const nobody = { by: 'customer', customerId: '999' } as const
    expect(await held(nobody, 'en')).toMatchObject({ state: 'reading', groups: [] })
    await read()
    const shown = await held(nobody, 'en')
    expect(JSON.stringify(shown)).not.toContain('Moreau')
    const { rows } = await inShop(async (tx) => ({ rows: await tx.heldCopy.findMany() }))
    expect(rows.length).toBeGreaterThan(0)
    for (const { content, profile } of rows)
      expect(Buffer.concat([content ?? Buffer.of(), profile ?? Buffer.of()]).toString('utf8')).not.toMatch(/Moreau/)
  })

  test('is shown the old while the new is read, and a reading is forgotten after an hour', async () => {
    const person = personOf(WITH_EVERYTHING)
    vi.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + 20 * 60_000))
    const again = await held(person, 'en')
    expect(again.state).toBe('reading')
    expect(again.groups).not.toEqual([])
    // Jobs to forget: one for each reading so far.
    expect(await work(forgetCopyQueue, forgetReading)).toBe(4)
    expect(await inShop((tx) => tx.heldCopy.count())).toBe(0)
    // The reading that was forgotten meanwhile is not stored any more.
    await read()
    expect(await inShop((tx) => tx.heldCopy.count())).toBe(0)
  })

  test('is told when Shopify refuses, and nothing is left of an erased person', async () => {
    const person = personOf(WITH_EVERYTHING)
    await held(person, 'en')
    await work(heldCopyQueue, (job) => workReading(job, async () => null))
    expect(await held(person, 'en')).toMatchObject({ state: 'failed', groups: [] })
    await inShop((tx) => erasePerson(tx, identifiersOf({ id: person.customerId })))
    expect(await inShop((tx) => tx.heldCopy.count())).toBe(0)
  })
})
