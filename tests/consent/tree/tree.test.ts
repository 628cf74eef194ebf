import { describe, expect, test } from 'vitest'
import { appendWithin, eraseEventsOf } from '../../../app/consent/index.ts'
import { growTree, sealNext } from '../../../app/consent/seals/index.ts'
import { isConsistent } from '../../../app/consent/tree/consistency.ts'
import { proveConsistency, readEdge, rootOfEdge, treeSize } from '../../../app/consent/tree/index.ts'
import { HASH_BYTES, rootOf } from '../../../app/consent/tree/merkle.ts'
import { forShop } from '../../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../../app/platform/sql.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { anEvent, aSubject } from '../an-event.ts'
import { forgetTree } from '../checkpoints/a-witnessed-shop.ts'

const newShop = () => shopDomain.parse(aShop())
const seal = (shop: ShopDomain, times: number, subject = aSubject()) =>
  forShop(shop, async (tx) => {
    await appendWithin(
      tx,
      Array.from({ length: times }, () => anEvent({ subject })),
    )
    return sealNext(tx)
  })

/** Every leaf hash of the shop, as its seals have them. */
const leavesOf = (shop: ShopDomain) =>
  forShop(shop, async (tx) => {
    const seals = await tx.consentSeal.findMany({ orderBy: { number: 'asc' }, select: { leaves: true } })
    return Buffer.concat(seals.map(({ leaves }) => leaves))
  })
const rootAt = (leaves: Buffer, size: number) => rootOf(leaves.subarray(0, size * HASH_BYTES))
const treeOf = (shop: ShopDomain) =>
  forShop(shop, async (tx) => {
    const edge = await readEdge(tx)
    return { size: edge.size, root: rootOfEdge(edge) }
  })

/** Sizes around every boundary: of seals, of stored subtrees, and of what lies between. */
const STRETCHES = [1, 2, 253, 1, 300, 4_000, 7]
const SIZES = [1, 2, 3, 255, 256, 257, 511, 512, 513, 557, 3_000, 4_096, 4_557, 4_564]

async function aGrownShop() {
  const shop = newShop()
  for (const stretch of STRETCHES) await seal(shop, stretch)
  return shop
}

describe('the tree over the whole ledger', () => {
  test('grows with every seal, and an erased person changes nothing in it', async () => {
    const shop = newShop()
    const subject = aSubject()
    await seal(shop, 3, subject)
    const before = await treeOf(shop)
    await forShop(shop, (tx) => eraseEventsOf(tx, [subject]))
    expect(await treeOf(shop)).toEqual(before)
    await seal(shop, 4)
    const leaves = await leavesOf(shop)
    expect(await treeOf(shop)).toEqual({ size: 7, root: rootAt(leaves, 7) })
    expect(before).toEqual({ size: 3, root: rootAt(leaves, 3) })
  })

  test('of a ledger that was sealed before there were trees is made up in steps, and then grows on', async () => {
    const shop = await aGrownShop()
    const whole = await treeOf(shop)
    await forgetTree(shop)
    await seal(shop, 5)
    expect(await forShop(shop, treeSize)).toBe(0)
    while (await forShop(shop, growTree));
    const leaves = await leavesOf(shop)
    expect(await treeOf(shop)).toEqual({ size: whole.size + 5, root: rootAt(leaves, whole.size + 5) })
    expect(whole.root).toEqual(rootAt(leaves, whole.size))
    await seal(shop, 1)
    expect(await forShop(shop, treeSize)).toBe(whole.size + 6)
    const from = 300
    const proof = await forShop(shop, (tx) => proveConsistency(tx, { from, to: whole.size }))
    expect(isConsistent({ from, to: whole.size, fromRoot: rootAt(leaves, from), toRoot: whole.root, proof })).toBe(true)
  })

  test('proves for every two of its sizes that the one is the beginning of the other', async () => {
    const shop = await aGrownShop()
    const leaves = await leavesOf(shop)
    for (const from of SIZES) {
      for (const to of SIZES.filter((size) => size >= from)) {
        const proof = await forShop(shop, (tx) => proveConsistency(tx, { from, to }))
        const claim = { from, to, fromRoot: rootAt(leaves, from), toRoot: rootAt(leaves, to), proof }
        expect([from, to, isConsistent(claim)]).toEqual([from, to, true])
      }
    }
  })

  test('proves nothing beyond its end', async () => {
    const shop = await aGrownShop()
    await expect(forShop(shop, (tx) => proveConsistency(tx, { from: 3, to: 4_600 }))).rejects.toThrow('so far')
  })

  test.each([
    ['becomes smaller', 'UPDATE consent_trees SET size = size - 1'],
    ['loses a subtree', 'DELETE FROM consent_subtrees'],
    ['is thrown away', 'DELETE FROM consent_trees'],
    ['has a subtree exchanged', 'UPDATE consent_subtrees SET hash = hash'],
  ])('never %s', async (_what, sql) => {
    const shop = newShop()
    await seal(shop, 256)
    await expect(sqlForShop(shop, (client) => client.query(sql))).rejects.toThrow(
      /append-only|permission|cannot have|kept as it is/,
    )
  })
})
