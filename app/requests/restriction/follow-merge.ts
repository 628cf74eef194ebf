import { addDays } from 'date-fns/addDays'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { findSubjects, identifiersOf, restrictionsOf } from '../../subjects/index.ts'
import { enqueueRestriction } from './enqueue.ts'
import { changeRun, lockRun, noteRestrictionStep } from './record/store.ts'

/**
 * A restricted customer became part of another one: who remains is the same person, and restricted. What follows from it at Shopify
 * is done again there: the other customer may have had marketing, and no tag.
 */
export async function followMergedRestriction(tx: ShopTransaction, { kept }: { kept: string }): Promise<void> {
  const ids = new Set<string>()
  for (const subject of await findSubjects(tx, identifiersOf({ id: kept }))) {
    for (const { id, isInForce } of await restrictionsOf(tx, subject)) if (isInForce) ids.add(id)
  }
  for (const id of ids) await againAtShopify(tx, id)
}

async function againAtShopify(tx: ShopTransaction, id: string): Promise<void> {
  const run = await lockRun(tx, id)
  if (run?.phase !== 'set') return
  const now = clock.now()
  for (const step of ['marketing', 'tag'] as const) {
    await noteRestrictionStep(tx, id, step, { state: 'refused', count: 0, code: 'MERGED', at: now })
  }
  await changeRun(tx, id, { run: 'running', stopped: null, lookAt: addDays(now, 1) })
  await enqueueRestriction(tx, id)
}
