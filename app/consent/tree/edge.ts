/**
 * The right edge of a growing Merkle tree: the roots of its complete subtrees, largest first. It is enough to add
 * leaves and to compute the root, however many leaves there are ("compact range").
 */
import { EMPTY_ROOT, HASH_BYTES, parentOf } from './merkle.ts'

export interface Edge {
  /** How many leaves the tree has. */
  size: number
  /** One hash for each 1 in the binary form of `size`. */
  hashes: Uint8Array
}

/** The root of the complete subtree over the leaves from `index * 2 ** height` until before the next such subtree. */
export interface Subtree {
  height: number
  index: number
}

export interface SubtreeHash extends Subtree {
  hash: Buffer
}

export const NO_LEAVES: Edge = { size: 0, hashes: new Uint8Array() }

/**
 * The edge after more leaf hashes, given one after the other.
 *
 * @param completed is called with each subtree that these leaves complete; a leaf by itself is none
 */
export function grow(edge: Edge, leaves: Uint8Array, completed: (subtree: SubtreeHash) => void = () => {}): Edge {
  const roots = split(edge.hashes)
  let { size } = edge
  for (const leaf of split(leaves)) {
    let [hash, height, index] = [leaf, 0, size]
    while (index % 2 === 1) {
      hash = parentOf(roots.pop() ?? EMPTY_ROOT, hash)
      height += 1
      index = (index - 1) / 2
      completed({ height, index, hash })
    }
    roots.push(hash)
    size += 1
  }
  return { size, hashes: Buffer.concat(roots) }
}

export const rootOfEdge = ({ hashes }: Edge): Buffer => rootOfSubtrees(split(hashes))

/** The root over complete subtrees, the largest first: each is the left neighbour of everything after it. */
export const rootOfSubtrees = (roots: readonly Buffer[]): Buffer =>
  roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => parentOf(left, right))

function split(hashes: Uint8Array): Buffer[] {
  const bytes = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.length)
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, n) =>
    bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  )
}
