import type { ShopTransaction } from '../../platform/db.ts'
import { grow, type SubtreeHash } from './edge.ts'
import { insertSubtrees, readEdge, STORED_LEVELS, writeEdge } from './store.ts'

/**
 * Adds leaf hashes from position `from` on. Only for whoever has the shop's turn to seal, in the transaction that seals.
 * False, and nothing is done, while the tree lacks some before these: whoever makes a checkpoint catches up first.
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
