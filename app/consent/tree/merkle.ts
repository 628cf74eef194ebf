/** Merkle trees as RFC 9162 §2.1 defines them, over leaf hashes that are already made (see ledger/leaf.ts). */
import { hash } from 'node:crypto'

export const HASH_BYTES = 32

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** 0x01 and room for two hashes. Inner nodes are hashed from this buffer, so that nothing is allocated. */
const inner = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

/** The hash of an inner node: SHA-256 of 0x01 and its two children. */
export function parentOf(left: Uint8Array, right: Uint8Array): Buffer {
  inner.set(left, 1)
  inner.set(right, 1 + HASH_BYTES)
  return sha256(inner)
}

/** Replaces the nodes of a level by their parents. A last node without a sibling moves up unchanged. */
function rise(level: Buffer, count: number): number {
  const pairs = Math.floor(count / 2)
  for (let n = 0; n < pairs; n += 1) {
    const [left, right] = [2 * n * HASH_BYTES, (2 * n + 1) * HASH_BYTES]
    level.set(parentOf(level.subarray(left, right), level.subarray(right, right + HASH_BYTES)), n * HASH_BYTES)
  }
  if (count % 2 === 0) return pairs
  level.copyWithin(pairs * HASH_BYTES, (count - 1) * HASH_BYTES, count * HASH_BYTES)
  return pairs + 1
}

/** The root of a tree without leaves (RFC 9162 §2.1.1). */
export const EMPTY_ROOT = sha256(new Uint8Array())

/** The root over leaf hashes, given one after the other in one buffer. */
export function rootOf(leaves: Uint8Array): Buffer {
  let count = leaves.length / HASH_BYTES
  if (count === 0) return EMPTY_ROOT
  const level = Buffer.from(leaves)
  while (count > 1) count = rise(level, count)
  return level.subarray(0, HASH_BYTES)
}

/** The audit path of the leaf at `index`, from the leaf up (RFC 9162 §2.1.3.1). */
export function auditPath(leaves: Uint8Array, index: number): Buffer[] {
  const level = Buffer.from(leaves)
  const path: Buffer[] = []
  let count = leaves.length / HASH_BYTES
  if (index < 0 || index >= count) throw new RangeError(`There is no leaf ${index} among ${count}`)
  for (let at = index; count > 1; at = Math.floor(at / 2)) {
    const sibling = at % 2 === 0 ? at + 1 : at - 1
    if (sibling < count) path.push(Buffer.from(level.subarray(sibling * HASH_BYTES, (sibling + 1) * HASH_BYTES)))
    count = rise(level, count)
  }
  return path
}

export interface Inclusion {
  leaf: Uint8Array
  index: number
  /** How many leaves the tree has. */
  size: number
  path: readonly Uint8Array[]
}

/** The root that a leaf and its audit path lead to (RFC 9162 §2.1.3.2); null when the path does not fit the tree. */
export function rootFromPath({ leaf, index, size, path }: Inclusion): Buffer | null {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null
  let [at, last] = [index, size - 1]
  let node: Buffer = Buffer.from(leaf)
  for (const sibling of path) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      node = parentOf(sibling, node)
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
    } else {
      node = parentOf(node, sibling)
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? node : null
}
