/** Proofs that a smaller Merkle tree is the beginning of a larger one (RFC 9162 §2.1.4). */
import type { Subtree } from './edge.ts'
import { parentOf } from './merkle.ts'

/** A hash of the proof: the root over these complete subtrees, the largest first (see rootOfSubtrees). */
export type ProofNode = readonly Subtree[]

/**
 * What the proof consists of (RFC 9162 §2.1.4.1). At most one node for each level of the tree, and as many subtrees in each.
 *
 * @param from leaves of the smaller tree, at least 1; `to`: of the larger one
 */
export function consistencyProof(from: number, to: number): ProofNode[] {
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from > 0 && from <= to)) {
    throw new RangeError(`There is no consistency proof from ${from} to ${to} leaves`)
  }
  const proof: ProofNode[] = []
  let [start, size, wanted, whole] = [0, to, from, true]
  while (wanted !== size) {
    const left = largestPowerBelow(size)
    if (wanted <= left) {
      proof.unshift(completeSubtrees(start + left, size - left))
      size = left
    } else {
      proof.unshift(completeSubtrees(start, left))
      ;[start, size, wanted, whole] = [start + left, size - left, wanted - left, false]
    }
  }
  return whole ? proof : [completeSubtrees(start, size), ...proof]
}

/** The complete subtrees that a stretch of leaves consists of; `start` is a multiple of the largest one. */
function completeSubtrees(start: number, size: number): Subtree[] {
  const subtrees: Subtree[] = []
  for (let [at, left] = [start, size]; left > 0; ) {
    const covered = largestPowerBelow(left + 1)
    subtrees.push({ height: Math.log2(covered), index: at / covered })
    at += covered
    left -= covered
  }
  return subtrees
}

/** The largest power of two that is smaller than `size` (which is 2 or more). */
function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

export interface Consistency {
  from: number
  to: number
  fromRoot: Uint8Array
  toRoot: Uint8Array
  proof: readonly Uint8Array[]
}

/**
 * Whether the proof shows that the tree with `fromRoot` is the beginning of the tree with `toRoot` (RFC 9162 §2.1.4.2).
 */
export function isConsistent({ from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (from < 1 || from > to) return false
  if (from === to) return proof.length === 0 && same(fromRoot, toRoot)
  const path = isPowerOfTwo(from) ? [fromRoot, ...proof] : [...proof]
  const [first, ...rest] = path
  if (!first || proof.length === 0) return false
  let [fn, sn] = [from - 1, to - 1]
  while (fn % 2 === 1) [fn, sn] = halves(fn, sn)
  let fr: Buffer = Buffer.from(first)
  let sr: Buffer = fr
  for (const node of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = parentOf(node, fr)
      sr = parentOf(node, sr)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = halves(fn, sn)
    } else {
      sr = parentOf(sr, node)
    }
    ;[fn, sn] = halves(fn, sn)
  }
  return sn === 0 && same(fr, fromRoot) && same(sr, toRoot)
}

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0
const halves = (one: number, other: number): [number, number] => [Math.floor(one / 2), Math.floor(other / 2)]
const isPowerOfTwo = (size: number) => Number.isInteger(Math.log2(size))
