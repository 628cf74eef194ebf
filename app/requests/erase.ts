import type { ShopTransaction } from '../platform/db.ts'
import { eraseSubjects, findSubjects, type Identifier } from '../subjects/index.ts'
import { closeRequestsOfErased } from './store.ts'

export interface Erased {
  subjects: number
  identifiers: number
  requestsClosed: number
}

/**
 * Erases what Kept holds on a person (GDPR Art. 17): who they are, and the key of whatever was sealed under it. The
 * consent events of their visits stay in the ledger as decisions of nobody. Doing it again finds nothing to do.
 */
export async function erasePerson(tx: ShopTransaction, person: readonly Identifier[]): Promise<Erased> {
  const subjects = await findSubjects(tx, person)
  const requestsClosed = await closeRequestsOfErased(tx, subjects)
  return { ...(await eraseSubjects(tx, subjects)), requestsClosed }
}
