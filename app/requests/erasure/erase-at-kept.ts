import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { type Identifier, identifiersOf } from '../../subjects/index.ts'
import { erasePerson } from '../erase.ts'
import type { ErasureGroup } from './model.ts'
import { type CustomerBehind, identifiersToErase, type PersonBehind, subjectsToErase } from './person.ts'
import type { ErasurePorts } from './ports.ts'
import { changeErasure, erasedCustomerId, keptOf, lockErasure, noteStep } from './store.ts'

interface Who {
  person: PersonBehind | null
  customer: CustomerBehind | null
  ports: Pick<ErasurePorts, 'forgetMessages' | 'writeProof'>
}

/**
 * The last step: Kept forgets the person. Their key goes, so that whatever a backup has of them under it stays unreadable. In the
 * same transaction it is noted, and the proof is written.
 */
export async function eraseAtKept(
  tx: ShopTransaction,
  erasureId: string,
  { person, customer, ports }: Who,
): Promise<void> {
  const row = await lockErasure(tx, erasureId)
  if (row?.run !== 'running') return
  const at = clock.now()
  const done = { run: 'done', lookAt: at } as const
  if (row.keptErasedAt !== null) {
    await changeErasure(tx, erasureId, done)
    await ports.writeProof(tx, erasureId)
    return
  }
  const identifiers = withCustomer(identifiersToErase(person, customer), erasedCustomerId(tx, row))
  const subjects = person ? await subjectsToErase(tx, person, customer) : []
  const kept = await keptOf(tx, subjects)
  const { lookups, ...erased } = await erasePerson(tx, identifiers, { erasedAt: at, triggeredAt: null }, subjects)
  await ports.forgetMessages(tx, lookups, at)
  const counts: Partial<Record<ErasureGroup, number>> = {
    kept_identity: erased.identifiers,
    kept_consents: erased.decisions,
    kept_requests: kept.requests,
    kept_exports: kept.exports,
    kept_mails: kept.mails,
    suppression_hash: lookups.length,
  }
  await noteCounts(tx, erasureId, counts)
  await changeErasure(tx, erasureId, {
    ...done,
    keptErasedAt: at,
    // A customer whom Shopify merged, or a browser, may be known by more than the plan knew.
    lookups: [...new Set([...row.lookups, ...lookups])],
  })
  await ports.writeProof(tx, erasureId)
}

/** Where Shopify lost the customer meanwhile, they are still the one who asked. */
const withCustomer = (identifiers: Identifier[], customerId: string | null): Identifier[] =>
  customerId === null || identifiers.some(({ kind }) => kind === 'customer_id')
    ? identifiers
    : [...identifiersOf({ id: customerId }), ...identifiers]

/** In each group what was there, and is not any more. */
export async function noteCounts(
  tx: ShopTransaction,
  erasureId: string,
  counts: Partial<Record<ErasureGroup, number>>,
): Promise<void> {
  for (const [group, count] of Object.entries(counts) as [ErasureGroup, number][]) {
    const state = count > 0 ? 'done' : 'nothing_there'
    await noteStep(tx, erasureId, group, { state, count, code: null, at: clock.now() })
  }
}
