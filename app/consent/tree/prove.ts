import type { ShopTransaction } from '../../platform/db.ts'
import { consistencyProof } from './consistency.ts'
import { rootOfSubtrees } from './edge.ts'
import { readSubtrees } from './store.ts'

/** The consistency proof between two sizes of the shop's tree (RFC 9162 §2.1.4): a few hashes, from stored subtrees. */
export async function proveConsistency(
  tx: ShopTransaction,
  { from, to }: { from: number; to: number },
): Promise<Buffer[]> {
  const nodes = consistencyProof(from, to)
  const hashes = await readSubtrees(tx, nodes.flat())
  let next = 0
  return nodes.map((subtrees) => {
    const node = rootOfSubtrees(hashes.slice(next, next + subtrees.length))
    next += subtrees.length
    return node
  })
}
