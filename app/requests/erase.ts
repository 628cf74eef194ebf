import { eraseEventsOf } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { demandFittingKeys } from '../platform/keys-store.ts'
import { eraseSubjects, findSubjects, type Identifier } from '../subjects/index.ts'
import { closeRequestsOfErased } from './store.ts'

export interface Erased {
  subjects: number
  identifiers: number
  requestsClosed: number
  /** Decisions in the consent ledger. */
  decisions: number
}

/**
 * Erases what Kept holds on a person (GDPR Art. 17): who they are, the key of whatever was sealed under it, and what
 * they decided. In the consent ledger a hash stays at each place, so that its seals still verify. Doing it again finds
 * nothing to do.
 */
export async function erasePerson(tx: ShopTransaction, person: readonly Identifier[]): Promise<Erased> {
  await demandFittingKeys(tx)
  const subjects = await findSubjects(tx, person)
  const requestsClosed = await closeRequestsOfErased(tx, subjects)
  const decisions = await eraseEventsOf(tx, subjects)
  return { decisions, ...(await eraseSubjects(tx, subjects)), requestsClosed }
}
