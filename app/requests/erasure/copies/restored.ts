import { v7 as uuidv7 } from 'uuid'
import { countDecisionsOf } from '../../../consent/index.ts'
import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { findErasedSubjects, findSamePerson, type RememberedErasure, type SubjectId } from '../../../subjects/index.ts'
import { erasePerson } from '../../erase.ts'
import { noteCounts } from '../erase-at-kept.ts'
import { planWithoutShopify } from '../from-shopify.ts'
import type { ErasurePorts } from '../ports.ts'
import { changeErasure, type ErasureRow, erasuresWith, insertErasure, keptOf, readErasure } from '../store.ts'
import { warnStaff } from '../warn-staff.ts'

type Ports = Pick<ErasurePorts, 'concernedRecipients' | 'forgetMessages' | 'writeProof'>

/**
 * Erases again whoever these erasures were about and who is there all the same, and notes it as a return that is over
 * already. Returns how many people there were.
 */
export async function eraseRestored(
  tx: ShopTransaction,
  forgotten: readonly RememberedErasure[],
  ports: Ports,
): Promise<number> {
  const byHash = new Map(forgotten.map((one) => [one.lookup, one]))
  const left = new Set(await findErasedSubjects(tx, new Set(byHash.keys())))
  let people = 0
  for (const subject of left) {
    const person = await findSamePerson(tx, subject)
    for (const one of person) left.delete(one)
    const row = await eraseAgain(tx, [...new Set([subject, ...person])], ports)
    // One mail says it for all: a backup brings many people back at once.
    if (people === 0) await warnStaff(tx, row, 'staff_returned', clock.now())
    people += 1
  }
  return people
}

async function eraseAgain(tx: ShopTransaction, subjects: readonly SubjectId[], ports: Ports): Promise<ErasureRow> {
  const now = clock.now()
  const kept = { ...(await keptOf(tx, subjects)), decisions: await countDecisionsOf(tx, subjects) }
  const plan = await planWithoutShopify(tx, { kept, subjects, ports })
  const { lookups, ...erased } = await erasePerson(tx, [], { erasedAt: now, triggeredAt: null }, subjects)
  await ports.forgetMessages(tx, lookups, now)
  const known = (await erasuresWith(tx, lookups))[0]
  const id = known?.id ?? uuidv7()
  if (!known) {
    const row = { requestId: null, origin: 'restored', run: 'done', state: 'no_customer' } as const
    await insertErasure(tx, { id, createdAt: now, lookAt: now, ...row })
    await changeErasure(tx, id, { plan, confirmedAt: now, settledAt: now })
  }
  await noteCounts(tx, id, {
    kept_identity: erased.identifiers,
    kept_consents: erased.decisions,
    kept_requests: kept.requests,
    kept_exports: kept.exports,
    kept_mails: kept.mails,
    suppression_hash: lookups.length,
  })
  await changeErasure(tx, id, {
    lookups: [...new Set([...(known?.lookups ?? []), ...lookups])],
    keptErasedAt: known?.keptErasedAt ?? now,
    returnedAt: now,
    returnedBy: 'restored',
    returnSettledAt: null,
    returnSettledBy: null,
  })
  await ports.writeProof(tx, id)
  const row = await readErasure(tx, id)
  if (!row) throw new Error('an erasure was not stored')
  return row
}
