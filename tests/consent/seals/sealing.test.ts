import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import {
  appendEvent,
  appendWithin,
  eraseEventsOf,
  exportLedger,
  rotateSigningKey,
  sealState,
} from '../../../app/consent/index.ts'
import { EVENTS_A_SEAL, SEAL_EVERY_MS, sealDueLedgers, sealNext } from '../../../app/consent/seals/index.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop, pool } from '../../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../../app/platform/sql.ts'
import { forgetShop } from '../../setup/forget-shop.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { anEvent, aSubject } from '../an-event.ts'
import { verified } from './a-ledger.ts'

afterAll(() => clock.shift(0))

const newShop = () => shopDomain.parse(aShop())
const decide = async (shop: ShopDomain, times: number, subject = aSubject()) => {
  const events = Array.from({ length: times }, () => anEvent({ subject }))
  await forShop(shop, (tx) => appendWithin(tx, events))
  return events.map(({ id }) => id)
}
const seal = (shop: ShopDomain) => forShop(shop, sealNext)
const stateOf = (shop: ShopDomain) => forShop(shop, sealState)

async function exported(shop: ShopDomain): Promise<string[]> {
  let file = ''
  for await (const portion of exportLedger(shop)) file += portion
  return file.split(/(?<=\n)/)
}
const verdictOf = async (shop: ShopDomain) => verified(await exported(shop))
const sealsOf = (shop: ShopDomain) =>
  forShop(shop, (tx) => tx.consentSeal.findMany({ orderBy: { number: 'asc' }, omit: { leaves: true } }))

describe('sealing', () => {
  test('covers what is new, once, and is chained to the seal before', async () => {
    const shop = newShop()
    expect(await seal(shop)).toBeNull()
    await decide(shop, 3)
    expect(await seal(shop)).toMatchObject({ number: 0, from: 0, to: 3, previous: null })
    expect(await seal(shop)).toBeNull()
    await decide(shop, 2)
    expect(await seal(shop)).toMatchObject({
      number: 1,
      from: 3,
      to: 5,
      previous: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await verdictOf(shop)).toMatchObject({ ok: true, events: 5, seals: 2, unsealed: 0 })
  })

  test('by many workers at once, while decisions come in, leaves no gap and no overlap', async () => {
    const shop = newShop()
    const deciding = Promise.all(Array.from({ length: 300 }, () => appendEvent(shop, anEvent())))
    const sealing = async () => {
      for (let round = 0; round < 8; round += 1) await seal(shop)
    }
    await Promise.all([deciding, ...Array.from({ length: 4 }, sealing)])
    await seal(shop)
    const seals = await sealsOf(shop)
    expect(seals.map(({ number }) => number)).toEqual(seals.map((_, index) => index))
    expect(seals.map(({ fromPosition }) => fromPosition)).toEqual(
      [0n, ...seals.map(({ toPosition }) => toPosition)].slice(0, -1),
    )
    expect(await verdictOf(shop)).toMatchObject({ ok: true, events: 300, unsealed: 0 })
  })

  test('that is killed before its transaction ends leaves nothing, and is done again', async () => {
    const shop = newShop()
    await decide(shop, 3)
    const killed = forShop(shop, async (tx) => {
      await sealNext(tx)
      await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`
    })
    await expect(killed).rejects.toThrow()
    expect(await stateOf(shop)).toMatchObject({ length: 3, sealedUntil: 0, lastSeal: null, currentKey: null })
    expect(await seal(shop)).toMatchObject({ number: 0, from: 0, to: 3 })
    expect(await verdictOf(shop)).toMatchObject({ ok: true })
  })

  test('never covers what is not committed yet', async () => {
    const shop = newShop()
    await decide(shop, 2)
    await forShop(shop, async (tx) => {
      await appendWithin(tx, [anEvent()])
      expect(await seal(shop)).toMatchObject({ from: 0, to: 2 })
    })
    expect(await seal(shop)).toMatchObject({ from: 2, to: 3 })
  })

  test('while everything of the shop is erased leaves no seal behind', async () => {
    const shop = newShop()
    await decide(shop, 2)
    const sealing = forShop(shop, async (tx) => {
      await sealNext(tx)
      await setTimeout(300)
    })
    await setTimeout(100)
    await forgetShop(shop)
    await sealing
    expect(await sealsOf(shop)).toEqual([])
    expect(await seal(shop)).toBeNull()
  })

  test('takes at most so many at once, and goes on until all that was waiting is sealed', async () => {
    const shop = newShop()
    for (let n = 0; n < 3; n += 1) await decide(shop, EVENTS_A_SEAL / 2)
    await sealDueLedgers()
    const ends = (await sealsOf(shop)).map(({ toPosition }) => Number(toPosition))
    expect(ends).toEqual([EVENTS_A_SEAL, EVENTS_A_SEAL * 1.5])
    expect(await verdictOf(shop)).toMatchObject({ ok: true, events: EVENTS_A_SEAL * 1.5 })
  })

  test('comes a minute after the last one, for every shop that has something to seal', async () => {
    const [first, second] = [newShop(), newShop()]
    await decide(first, 1)
    await decide(second, 1)
    await sealDueLedgers()
    await decide(first, 1)
    await sealDueLedgers()
    expect(await stateOf(first)).toMatchObject({ length: 2, sealedUntil: 1 })
    clock.shift(SEAL_EVERY_MS)
    await sealDueLedgers()
    expect(await stateOf(first)).toMatchObject({ length: 2, sealedUntil: 2 })
    expect(await stateOf(second)).toMatchObject({ sealedUntil: 1, lastSeal: { number: 0 } })
    clock.shift(0)
  })
})

describe('somebody is erased', () => {
  test('after sealing, and before: every seal verifies, and nothing of them is exported', async () => {
    const shop = newShop()
    const subject = aSubject()
    await decide(shop, 2)
    const ids = await decide(shop, 2, subject)
    await seal(shop)
    await decide(shop, 1, subject)
    await decide(shop, 1)
    await forShop(shop, (tx) => eraseEventsOf(tx, [subject]))
    await seal(shop)
    await decide(shop, 1)
    const lines = await exported(shop)
    expect(await verified(lines)).toMatchObject({ ok: true, events: 4, erased: 3, seals: 2, unsealed: 1 })
    for (const trace of [subject, ...ids]) expect(lines.join('')).not.toContain(trace)
  })
})

describe('a new signing key', () => {
  test('takes over from the next seal on, and the first key proves the new one', async () => {
    const shop = newShop()
    await decide(shop, 1)
    await seal(shop)
    const before = await stateOf(shop)
    await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
    await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
    await decide(shop, 1)
    await seal(shop)
    const { currentKey, formerKeys } = await stateOf(shop)
    expect(currentKey).toMatchObject({ number: 2, firstSeal: 1 })
    expect(formerKeys[0]).toEqual(before.currentKey)
    const pinned = before.currentKey?.fingerprint ?? ''
    expect(await verified(await exported(shop), { pinned })).toMatchObject({ ok: true, keys: 3, seals: 2 })
  })

  test('destroys the private half of the one before, and says who asked for it', async () => {
    const shop = newShop()
    await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
    const keys = await forShop(shop, (tx) => tx.consentSigningKey.findMany({ orderBy: { number: 'asc' } }))
    expect(keys.map(({ privateKey, createdBy }) => [privateKey !== null, createdBy])).toEqual([
      [false, null],
      [true, '7'],
    ])
  })

  test('while others seal: each seal is signed by the key of its time', async () => {
    const shop = newShop()
    const work = async () => {
      for (let n = 0; n < 5; n += 1) {
        await decide(shop, 1)
        await seal(shop)
      }
    }
    await Promise.all([work(), work(), forShop(shop, (tx) => rotateSigningKey(tx, '7'))])
    await seal(shop)
    expect(await verdictOf(shop)).toMatchObject({ ok: true, events: 10 })
  })
})

describe('the tables of the seals', () => {
  test.each([
    ['changing a seal', `UPDATE consent_seals SET root = '\\x00'`],
    ['changing a key', `UPDATE consent_signing_keys SET public_key = '\\x00'`],
    ['putting another private key there', `UPDATE consent_signing_keys SET private_key = '\\x00'`],
    [
      'putting one there that is as long',
      `UPDATE consent_signing_keys SET private_key = overlay(private_key PLACING '\\x00' FROM octet_length(private_key))`,
    ],
    [
      'putting one back that is gone',
      `UPDATE consent_signing_keys SET private_key = NULL; UPDATE consent_signing_keys SET private_key = '\\x000000'`,
    ],
    ['removing a seal', 'DELETE FROM consent_seals'],
    ['removing a key', 'DELETE FROM consent_signing_keys'],
    [
      'a seal that leaves a gap',
      `INSERT INTO consent_seals SELECT shop, 1, 9, 10, root, previous_hash, 0, sealed_at, signature, substr(leaves, 1, 32) FROM consent_seals`,
    ],
    [
      'a seal of the same positions',
      `INSERT INTO consent_seals SELECT shop, 1, 0, 1, root, previous_hash, 0, sealed_at, signature, substr(leaves, 1, 32) FROM consent_seals`,
    ],
  ])('refuse %s', async (_what, sql) => {
    const shop = newShop()
    await decide(shop, 2)
    await seal(shop)
    await expect(sqlForShop(shop, (client) => client.query(sql))).rejects.toThrow(
      /append-only|permission|kept as it is|follow/,
    )
    expect(await verdictOf(shop)).toMatchObject({ ok: true })
  })

  test('a worker without a tenant learns names and counts, and reads no row', async () => {
    const shop = newShop()
    await decide(shop, 2)
    const { rows } = await pool.query('SELECT * FROM consent_due_seals(now(), 1, 1000)')
    expect(rows.find((row) => row.shop === shop)).toEqual({ shop, waiting: '2' })
    for (const table of ['consent_seals', 'consent_ledgers', 'consent_signing_keys']) {
      expect((await pool.query(`SELECT * FROM ${table}`)).rows).toEqual([])
    }
  })
})
