import type { ShopTransaction } from '../../platform/db.ts'
import { grow, type SubtreeHash } from './edge.ts'
import { insertSubtrees, readEdge, STORED_LEVELS, writeEdge } from './store.ts'

/**
 * Adds leaf hashes from position `from` on, in the transaction that seals; the caller has the shop's sealing turn.
 * Returns false and does nothing when the tree lacks earlier leaves: they are added before the next checkpoint.
 */
export async function extendTree(
  tx: ShopTransaction,
  { from, leaves }: { from: number; leaves: Uint8Array },
): Promise<boolean> {
  const edge = await readEdge(tx)
  if (edge.size !== from) return false
  const completed: SubtreeHash[] = []
  const grown = grow(edge, leaves, (subtree) => {
    if (subtree.height % STORED_LEVELS === 0) completed.push(subtree)
  })
  await insertSubtrees(tx, completed)
  await writeEdge(tx, grown)
  return true
}
