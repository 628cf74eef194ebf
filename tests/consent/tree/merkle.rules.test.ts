import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditPath, HASH_BYTES, type Inclusion, rootFromPath, rootOf } from '../../../app/consent/tree/merkle.ts'

const leafOf = (hex: string) => hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(hex, 'hex')]), 'buffer')
const leaves = (inputs: readonly string[]) => Buffer.concat(inputs.map(leafOf))

/** Inputs, roots and paths of the reference implementation of certificate transparency (merkletree, RFC 6962). */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('roots as RFC 9162 has them', () => {
  test('of no leaves: the hash of nothing', () => {
    expect(rootOf(new Uint8Array()).toString('hex')).toBe(hash('sha256', '', 'hex'))
  })

  test.each(ROOTS.map((root, index) => [index + 1, root] as const))('of %i leaves', (size, root) => {
    expect(rootOf(leaves(INPUTS.slice(0, size))).toString('hex')).toBe(root)
  })
})

describe('audit paths as RFC 9162 has them', () => {
  test.each([
    { index: 0, size: 1, path: [] },
    {
      index: 0,
      size: 8,
      path: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      index: 5,
      size: 8,
      path: [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    {
      index: 2,
      size: 3,
      path: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    },
    {
      index: 1,
      size: 5,
      path: [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ])('of leaf $index among $size', ({ index, size, path }) => {
    expect(auditPath(leaves(INPUTS.slice(0, size)), index).map((node) => node.toString('hex'))).toEqual(path)
  })
})

const aTree = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }))
/** All different. */
const treeOf = (size: number) =>
  Buffer.concat(Array.from({ length: size }, (_, n) => leafOf(n.toString(16).padStart(4, '0'))))
const leafAt = (tree: Uint8Array, index: number) => tree.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
const STRANGER = leafOf('ffff')

describe('a path proves that a leaf is in a tree', () => {
  test('of every leaf of every tree', () => {
    fc.assert(
      fc.property(aTree, ({ size, index }) => {
        const tree = treeOf(size)
        const found = rootFromPath({ leaf: leafAt(tree, index), index, size, path: auditPath(tree, index) })
        expect(found).toEqual(rootOf(tree))
      }),
    )
  })

  test.each<[string, (claim: Inclusion, other: number) => Inclusion]>([
    ['another leaf', (claim) => ({ ...claim, leaf: STRANGER })],
    ['another place', (claim, other) => ({ ...claim, index: other })],
    ['a place outside the tree', (claim) => ({ ...claim, index: claim.size })],
    ['a path with a node too many', (claim) => ({ ...claim, path: [...claim.path, STRANGER] })],
    ['a path with a node too few', (claim) => ({ ...claim, path: claim.path.slice(1) })],
  ])('but not for %s', (_what, change) => {
    fc.assert(
      fc.property(aTree, fc.nat(69), ({ size, index }, other) => {
        fc.pre(size > 1 && other % size !== index)
        const tree = treeOf(size)
        const claim = change({ leaf: leafAt(tree, index), index, size, path: auditPath(tree, index) }, other % size)
        expect(rootFromPath(claim)?.equals(rootOf(tree)) ?? false).toBe(false)
      }),
    )
  })
})
