import type { ShopTransaction } from '../../platform/db.ts'
import { extendTree, treeSize } from '../tree/index.ts'
import { EVENTS_A_SEAL } from './model.ts'
import { lastSeal, readSeals, sealNumberOver, waitForSealingTurn } from './seal-store.ts'

/**
 * Extends the tree over seals that were made before Kept had trees, by at most `EVENTS_A_SEAL` positions. True when it
 * grew: there may be more to do.
 */
export async function growTree(tx: ShopTransaction): Promise<boolean> {
  await waitForSealingTurn(tx)
  const [first, last] = [await sealNumberOver(tx, await treeSize(tx)), await lastSeal(tx)]
  if (first === null || last === null) return false
  const seals = await readSeals(tx, { first, end: last.number + 1, positions: EVENTS_A_SEAL })
  const leaves = Buffer.concat(seals.map((seal) => seal.leaves))
  return extendTree(tx, { from: seals[0]?.from ?? 0, leaves })
}
