import { eraseEventsOf, forgetWriteBackJobs } from '../consent/index.ts'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { requireMatchingKeys } from '../platform/keys-store.ts'
import { type Erasure, findWholePerson, forgetPerson, type Identifier, lockPerson } from '../subjects/index.ts'
import { closeRequestsOfErased, rememberRequests } from './store.ts'

export interface Erased {
  subjects: number
  identifiers: number
  requestsClosed: number
  /** Decisions in the consent ledger. */
  decisions: number
}

/**
 * Erases a person (GDPR Art. 17): their identity, the key that seals their data, and their decisions. In the consent
 * ledger a hash stays at each position, so that seals still verify. Kept remembers the erasure by keyed hashes, which
 * are returned too. Running it again finds nothing to erase.
 */
export async function erasePerson(
  tx: ShopTransaction,
  person: readonly Identifier[],
  when: Omit<Erasure, 'withCustomer'> = { erasedAt: clock.now(), triggeredAt: null },
): Promise<Erased & { lookups: string[] }> {
  await requireMatchingKeys(tx)
  await lockPerson(tx, person)
  const subjects = await findWholePerson(tx, person)
  const { requestsClosed, externalIds } = await closeRequestsOfErased(tx, subjects)
  await rememberRequests(tx, externalIds, when)
  const decisions = await eraseEventsOf(tx, subjects)
  await forgetWriteBackJobs(tx, subjects)
  return { decisions, ...(await forgetPerson(tx, person, subjects, when)), requestsClosed }
}
