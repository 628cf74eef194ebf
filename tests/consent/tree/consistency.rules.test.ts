import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Consistency, consistencyProof, isConsistent } from '../../../app/consent/tree/consistency.ts'
import { grow, NO_LEAVES, rootOfEdge, rootOfSubtrees, type Subtree } from '../../../app/consent/tree/edge.ts'
import { HASH_BYTES, rootOf } from '../../../app/consent/tree/merkle.ts'

const leafOf = (hex: string) => hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(hex, 'hex')]), 'buffer')

/** The tree of the reference implementation of certificate transparency (merkletree, RFC 6962). */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const REFERENCE = Buffer.concat(INPUTS.map(leafOf))

const treeOf = (size: number) =>
  Buffer.concat(Array.from({ length: size }, (_, n) => leafOf(n.toString(16).padStart(4, '0'))))
const cut = (tree: Uint8Array, from: number, to: number) => tree.subarray(from * HASH_BYTES, to * HASH_BYTES)

/** A proof over leaves that are all at hand. */
function proofOver(tree: Uint8Array, from: number, to: number): Buffer[] {
  const hashOf = ({ height, index }: Subtree) => rootOf(cut(tree, index * 2 ** height, (index + 1) * 2 ** height))
  return consistencyProof(from, to).map((subtrees) => rootOfSubtrees(subtrees.map(hashOf)))
}

describe('consistency proofs as RFC 9162 has them', () => {
  test.each<[number, number, string[]]>([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('from %i to %i leaves of the reference tree', (from, to, proof) => {
    expect(proofOver(REFERENCE, from, to).map((node) => node.toString('hex'))).toEqual(proof)
  })

  test.each([
    [0, 1],
    [3, 2],
    [1.5, 2],
    [1, Number.MAX_SAFE_INTEGER + 1],
  ])('there is none from %d to %d leaves', (from, to) => {
    expect(() => consistencyProof(from, to)).toThrow(RangeError)
  })

  test('of the largest tree there can be is short', () => {
    for (const from of [1, 12_345, 2 ** 52, 2 ** 53 - 2]) {
      const proof = consistencyProof(from, 2 ** 53 - 1)
      expect(proof.length).toBeLessThanOrEqual(63)
      expect(proof.flat().length).toBeLessThan(200)
    }
  })
})

const twoTrees = fc
  .integer({ min: 1, max: 90 })
  .chain((to) => fc.record({ from: fc.integer({ min: 1, max: to }), to: fc.constant(to) }))
const STRANGER = leafOf('ffff')

describe('a consistency proof shows that nothing of the smaller log was changed or removed', () => {
  const claimOf = (from: number, to: number): Consistency => {
    const tree = treeOf(to)
    const [fromRoot, toRoot] = [rootOf(cut(tree, 0, from)), rootOf(tree)]
    return { from, to, fromRoot, toRoot, proof: proofOver(tree, from, to) }
  }

  test('for every two sizes', () => {
    fc.assert(
      fc.property(twoTrees, ({ from, to }) => {
        expect(isConsistent(claimOf(from, to))).toBe(true)
      }),
    )
  })

  test.each<[string, (claim: Consistency) => Consistency]>([
    ['another smaller root', (claim) => ({ ...claim, fromRoot: STRANGER })],
    ['another larger root', (claim) => ({ ...claim, toRoot: STRANGER })],
    ['a node exchanged', (claim) => ({ ...claim, proof: claim.proof.with(0, STRANGER) })],
    ['a node too many', (claim) => ({ ...claim, proof: [...claim.proof, STRANGER] })],
    ['a node too few', (claim) => ({ ...claim, proof: claim.proof.slice(1) })],
    ['a larger tree of another size', (claim) => ({ ...claim, to: claim.to * 2 + 1 })],
    ['the trees the wrong way round', (claim) => ({ ...claim, from: claim.to, to: claim.from })],
  ])('but not with %s', (_what, change) => {
    fc.assert(
      fc.property(twoTrees, ({ from, to }) => {
        fc.pre(from < to)
        expect(isConsistent(change(claimOf(from, to)))).toBe(false)
      }),
    )
  })

  test('and not for a log whose beginning was changed', () => {
    fc.assert(
      fc.property(twoTrees, fc.nat(), ({ from, to }, where) => {
        const changed = Buffer.from(treeOf(to))
        changed.set(STRANGER, (where % from) * HASH_BYTES)
        const claim = claimOf(from, to)
        expect(isConsistent({ ...claim, toRoot: rootOf(changed), proof: proofOver(changed, from, to) })).toBe(false)
      }),
    )
  })
})

describe('the right edge', () => {
  test('says the same root as all the leaves, in whatever portions they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (portions) => {
        const tree = treeOf(portions.reduce((sum, size) => sum + size, 0))
        let edge = NO_LEAVES
        for (const size of portions) {
          edge = grow(edge, cut(tree, edge.size, edge.size + size))
          expect(rootOfEdge(edge)).toEqual(rootOf(cut(tree, 0, edge.size)))
        }
      }),
    )
  })

  test('tells each complete subtree once, with its hash', () => {
    const tree = treeOf(300)
    const seen = new Map<string, Buffer>()
    let edge = NO_LEAVES
    for (const to of [1, 7, 256, 300]) {
      edge = grow(edge, cut(tree, edge.size, to), ({ height, index, hash: root }) => {
        expect(seen.has(`${height} ${index}`)).toBe(false)
        seen.set(`${height} ${index}`, root)
        expect(root).toEqual(rootOf(cut(tree, index * 2 ** height, (index + 1) * 2 ** height)))
      })
    }
    expect(seen.size).toBe([1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, height) => sum + Math.floor(300 / 2 ** height), 0))
  })
})
