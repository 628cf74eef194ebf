import type { ShopTransaction } from '../platform/db.ts'
import { identifiersOf, type SubjectId } from './model.ts'
import { areCustomers, findSamePerson, findSubjects } from './store.ts'

/**
 * Every subject of the person whom a proof is about. A customer's are those of the same customer. Whose mailbox was proven has
 * that subject, and those of the customer who has the address now. An address that somebody had once, or that was written
 * into a request, gives nothing of anybody.
 *
 * @param customerId of whom Shopify says that the proven address is theirs now; null for nobody
 */
export async function findProven(
  tx: ShopTransaction,
  subjectId: SubjectId,
  customerId: string | null,
): Promise<SubjectId[]> {
  const own = await findSamePerson(tx, subjectId)
  if (customerId === null || (await areCustomers(tx, [subjectId]))) return own
  const theirs = await findSubjects(tx, identifiersOf({ id: customerId }))
  return [...new Set([...own, ...theirs])]
}
