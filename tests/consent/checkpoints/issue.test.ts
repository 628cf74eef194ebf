import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readCheckpointText } from '../../../app/consent/checkpoints/checkpoint.ts'
import { issueCheckpoint, issueDueCheckpoints } from '../../../app/consent/checkpoints/issue.ts'
import { checkNote, readNote, readVerifierKey } from '../../../app/consent/checkpoints/note.ts'
import { checkpointState, rotateSigningKey, sealState } from '../../../app/consent/index.ts'
import { knownCheckpoint, verifyAgainst } from '../../../app/consent/verification/index.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop } from '../../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../../app/platform/sql.ts'
import { forge } from '../forge.ts'
import { checkpoint, exported, forgetTree, newShop, seal, takeDeliveries } from './a-witnessed-shop.ts'

beforeAll(startQueue)
afterEach(() => clock.shift(0))
afterAll(() => stopQueue(0))

const DAY_MS = 24 * 3600_000
const stateOf = (shop: ShopDomain) => forShop(shop, checkpointState)
const sizesOf = async (shop: ShopDomain) =>
  (await forShop(shop, (tx) => tx.consentCheckpoint.findMany({ orderBy: { treeSize: 'asc' } }))).map(({ treeSize }) =>
    Number(treeSize),
  )

/** That an export of now holds all that the checkpoint covers. */
async function isHeldBy(shop: ShopDomain, note: string): Promise<boolean> {
  const [bytes, known] = [Buffer.from(await exported(shop)), knownCheckpoint(note)]
  if (!known) throw new Error('Not a checkpoint')
  async function* open() {
    yield bytes
  }
  return (await verifyAgainst(open, known, { pinned: null, threads: 0 })).ok
}

describe('each day’s root is signed', () => {
  test('after the first seal, then once a day, and not on a day on which nothing was sealed', async () => {
    const shop = newShop()
    await issueDueCheckpoints()
    expect((await stateOf(shop)).last).toBeNull()
    await seal(shop, 3)
    await issueDueCheckpoints()
    expect((await stateOf(shop)).last).toMatchObject({ size: 3, seal: 0 })
    await seal(shop, 2)
    await issueDueCheckpoints()
    expect(await sizesOf(shop)).toEqual([3])
    clock.shift(DAY_MS)
    await issueDueCheckpoints()
    expect(await sizesOf(shop)).toEqual([3, 5])
    clock.shift(2 * DAY_MS)
    await issueDueCheckpoints()
    expect(await sizesOf(shop)).toEqual([3, 5])
    expect((await takeDeliveries(shop)).map(({ size, channel }) => [size, channel])).toEqual([
      [3, 'shop'],
      [5, 'shop'],
    ])
  })

  test('in the format that public tools read, and every later export holds what it covers', async () => {
    const shop = newShop()
    await seal(shop, 300)
    await seal(shop, 7)
    await checkpoint(shop)
    const { last, verifierKey } = await stateOf(shop)
    const note = readNote(last?.note ?? '')
    const key = readVerifierKey(verifierKey ?? '')
    if (!note || !key) throw new Error('Not signed')
    expect(checkNote(note, [key])).toBe('signed')
    expect(readCheckpointText(note.text)).toMatchObject({ origin: `kept.example.com/ledger/${shop}`, size: 307 })
    expect(key.name).toBe(`kept.example.com/ledger/${shop}`)
    await seal(shop, 5)
    await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
    await seal(shop, 1)
    expect(await isHeldBy(shop, last?.note ?? '')).toBe(true)
  })

  test('by the key that is current then; the state shows the key of the last checkpoint', async () => {
    const shop = newShop()
    await seal(shop, 1)
    await checkpoint(shop)
    const before = await stateOf(shop)
    await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
    expect((await stateOf(shop)).verifierKey).toBe(before.verifierKey)
    await seal(shop, 1)
    await checkpoint(shop)
    const { last, verifierKey } = await stateOf(shop)
    expect(verifierKey).not.toBe(before.verifierKey)
    const [note, key] = [readNote(last?.note ?? ''), readVerifierKey(verifierKey ?? '')]
    expect(note && key && checkNote(note, [key])).toBe('signed')
  })

  test('once, by however many workers at once', async () => {
    const shop = newShop()
    await seal(shop, 4)
    await Promise.all(Array.from({ length: 6 }, () => checkpoint(shop)))
    expect(await sizesOf(shop)).toEqual([4])
    expect(await takeDeliveries(shop)).toHaveLength(1)
  })

  test('again where a worker was killed before its transaction ended: nothing was sent', async () => {
    const shop = newShop()
    await seal(shop, 4)
    const killed = forShop(shop, async (tx) => {
      await issueCheckpoint(tx, clock.now())
      await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`
    })
    await expect(killed).rejects.toThrow()
    expect([await sizesOf(shop), await takeDeliveries(shop)]).toEqual([[], []])
    expect(await checkpoint(shop)).toMatchObject({ size: 4 })
    expect(await takeDeliveries(shop)).toHaveLength(1)
  })

  test('of a ledger that was sealed before there were trees', async () => {
    const shop = newShop()
    for (const times of [1, 260, 3]) await seal(shop, times)
    await forgetTree(shop)
    await issueDueCheckpoints()
    const { last } = await stateOf(shop)
    expect(last).toMatchObject({ size: 264 })
    expect(await isHeldBy(shop, last?.note ?? '')).toBe(true)
  })

  test('but never for a ledger whose newest seals were taken away', async () => {
    const shop = newShop()
    await seal(shop, 3)
    await seal(shop, 3)
    await forge('DELETE FROM consent_seals WHERE shop = $1 AND number = 1', [shop])
    expect(await checkpoint(shop)).toBeNull()
    expect((await forShop(shop, sealState)).stuck).toMatchObject({ from: 3, rolledBack: 6 })
  })

  test('but never what contradicts an earlier checkpoint, even after the tables were changed', async () => {
    const shop = newShop()
    await seal(shop, 3)
    await checkpoint(shop)
    // Everything that Kept keeps beside the seals is made anew over other events: only the checkpoint is left.
    for (const table of ['seals', 'trees', 'subtrees', 'events', 'acceptance', 'acceptance_reach']) {
      await forge(`DELETE FROM consent_${table} WHERE shop = $1`, [shop])
    }
    await forge('DELETE FROM consent_ledgers WHERE shop = $1', [shop])
    await seal(shop, 5)
    await expect(checkpoint(shop)).rejects.toThrow('does not begin with the 3 positions that were checkpointed')
    expect(await sizesOf(shop)).toEqual([3])
  })

  test.each([
    ['changed', `UPDATE consent_checkpoints SET note = ''`],
    ['removed', 'DELETE FROM consent_checkpoints'],
  ])('and is never %s', async (_what, sql) => {
    const shop = newShop()
    await seal(shop, 1)
    await checkpoint(shop)
    await expect(sqlForShop(shop, (client) => client.query(sql))).rejects.toThrow(/append-only|permission/)
  })
})
