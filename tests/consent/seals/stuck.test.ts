import { afterEach, describe, expect, test, vi } from 'vitest'
import { appendWithin, exportLedger, findStuck, sealState } from '../../../app/consent/index.ts'
import { SEAL_EVERY_MS, sealDueLedgers, sealNext } from '../../../app/consent/seals/index.ts'
import { STUCK_AFTER_MS } from '../../../app/consent/seals/model.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop } from '../../../app/platform/db.ts'
import { log } from '../../../app/platform/log.ts'
import { type ShopDomain, shopDomain } from '../../../app/platform/shop-domain.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { anEvent } from '../an-event.ts'
import { forge } from '../forge.ts'
import { verified } from './a-ledger.ts'

afterEach(() => {
  clock.shift(0)
  vi.restoreAllMocks()
})

const decide = (shop: ShopDomain, times: number) =>
  forShop(shop, (tx) =>
    appendWithin(
      tx,
      Array.from({ length: times }, () => anEvent()),
    ),
  )
const stuckOf = (shop: ShopDomain) => forShop(shop, findStuck)
const take = (shop: ShopDomain, position: number) =>
  forge('DELETE FROM consent_events WHERE shop = $1 AND position = $2', [shop, position])
const double = (shop: ShopDomain, position: number) =>
  forge(
    `INSERT INTO consent_events SELECT (e).* FROM (
       SELECT jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid())) AS e FROM consent_events e
       WHERE shop = $1 AND position = $2) AS doubled`,
    [shop, position],
  )

/** Two events under a seal, and four that wait for theirs: positions 2 to 5. */
async function aWaitingShop(): Promise<ShopDomain> {
  const shop = shopDomain.parse(aShop())
  await decide(shop, 2)
  await forShop(shop, sealNext)
  await decide(shop, 4)
  return shop
}

async function exported(shop: ShopDomain): Promise<string[]> {
  let file = ''
  for await (const portion of exportLedger(shop)) file += portion
  return file.split(/(?<=\n)/)
}

describe('staff are told that sealing does not go on', () => {
  test('not while events wait for their turn, and not when all is sealed', async () => {
    const shop = await aWaitingShop()
    await take(shop, 3)
    expect(await stuckOf(shop)).toBeNull()
    const fine = await aWaitingShop()
    await forShop(fine, sealNext)
    clock.shift(STUCK_AFTER_MS)
    expect(await stuckOf(fine)).toBeNull()
    expect(await stuckOf(shopDomain.parse(aShop()))).toBeNull()
  })

  test('when nothing runs that would seal, though the ledger is whole', async () => {
    const shop = await aWaitingShop()
    clock.shift(STUCK_AFTER_MS)
    expect(await forShop(shop, sealState)).toMatchObject({
      stuck: { from: 2, since: expect.any(Date), position: null },
    })
    await forShop(shop, sealNext)
    expect(await stuckOf(shop)).toBeNull()
  })

  test.each([
    ['a record is missing', take, 3, 'removed', 3],
    ['the first that waits is missing', take, 2, 'removed', 2],
    ['the last is missing', take, 5, 'removed', 5],
    ['a position is doubled', double, 4, 'added', 5],
    ['the last is doubled', double, 5, 'added', 6],
  ])('with the position, and the exported ledger names the record: %s', async (_what, attack, at, kind, position) => {
    const shop = await aWaitingShop()
    await attack(shop, at)
    clock.shift(STUCK_AFTER_MS)
    expect(await stuckOf(shop)).toMatchObject({ from: 2, since: expect.any(Date), position: at })
    expect(await verified(await exported(shop))).toMatchObject({ ok: false, problem: { kind, position } })
  })

  test('also when every record that waited is gone, and there is no time left to say', async () => {
    const shop = await aWaitingShop()
    for (const position of [2, 3, 4, 5]) await take(shop, position)
    expect(await stuckOf(shop)).toEqual({ from: 2, since: null, position: 2, rolledBack: null })
  })

  test('when the newest seals were taken away: nothing is sealed over their place', async () => {
    const shop = await aWaitingShop()
    await forShop(shop, sealNext)
    await forge('DELETE FROM consent_seals WHERE shop = $1 AND number = 1', [shop])
    await forge('DELETE FROM consent_events WHERE shop = $1 AND position >= 2', [shop])
    await forge('UPDATE consent_ledgers SET next_position = 2 WHERE shop = $1', [shop])
    const rolledBack = { from: 2, since: null, position: null, rolledBack: 6 }
    expect(await stuckOf(shop)).toEqual(rolledBack)
    await decide(shop, 5)
    await expect(forShop(shop, sealNext)).rejects.toThrow('seals from position 2 on, and they are gone')
    expect(await stuckOf(shop)).toEqual(rolledBack)
  })
})

describe('the log', () => {
  test('says once that a ledger is broken, and again when it is broken elsewhere', async () => {
    const shop = await aWaitingShop()
    const other = await aWaitingShop()
    await take(shop, 4)
    const errors = vi.spyOn(log, 'error').mockReturnValue()
    const said = () => errors.mock.calls.filter((call) => JSON.stringify(call).includes(shop)).length
    let later = 0
    const sealLater = async (ms: number) => {
      later += ms
      clock.shift(later)
      await sealDueLedgers()
    }
    await sealLater(SEAL_EVERY_MS)
    expect(said()).toBe(1)
    expect(await forShop(other, sealState)).toMatchObject({ sealedUntil: 6 })
    await sealLater(SEAL_EVERY_MS)
    expect(said()).toBe(1)
    await take(shop, 3)
    // It is left alone for a minute.
    await sealLater(SEAL_EVERY_MS / 2)
    expect(said()).toBe(1)
    await sealLater(SEAL_EVERY_MS / 2)
    expect(said()).toBe(2)
  })

  test('sealing goes on once the tables are mended', async () => {
    const shop = await aWaitingShop()
    await forge('UPDATE consent_events SET position = 9 WHERE shop = $1 AND position = 3', [shop])
    vi.spyOn(log, 'error').mockReturnValue()
    clock.shift(SEAL_EVERY_MS)
    await sealDueLedgers()
    await forge('UPDATE consent_events SET position = 3 WHERE shop = $1 AND position = 9', [shop])
    clock.shift(2 * SEAL_EVERY_MS)
    await sealDueLedgers()
    expect(await forShop(shop, sealState)).toMatchObject({ sealedUntil: 6, stuck: null })
  })
})
