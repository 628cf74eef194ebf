import type { ShopTransaction } from '../platform/db.ts'
import { insertMerge, mergedAway } from './merges-store.ts'
import { identifiersOf, type SubjectId } from './model.ts'
import { addIdentifiers, findSubjects, lookupOf, readIdentifiers } from './store.ts'

/** Two customers of Shopify's, by their ids. */
export interface Merge {
  kept: string
  deleted: string
}

/**
 * Merges two customers into one person, also when Kept learns of either only later. Returns their subjects so far. The
 * caller has locked both (`lockPerson`). Running it again changes nothing.
 */
export async function mergeCustomers(tx: ShopTransaction, { kept, deleted }: Merge): Promise<SubjectId[]> {
  const keptOnes = identifiersOf({ id: kept })
  const [keptOne, deletedOne] = [...keptOnes, ...identifiersOf({ id: deleted })]
  if (!keptOne || !deletedOne) return []
  await insertMerge(tx, lookupOf(tx, deletedOne), lookupOf(tx, keptOne))
  const subjects = await findSubjects(tx, keptOnes)
  // What Kept has to tell Shopify about the deleted customer, it tells about the remaining one.
  for (const subject of subjects) await addIdentifiers(tx, subject, keptOnes)
  return subjects
}

/**
 * Shopify's id of the subject's customer; of merged customers, the remaining one. Null for a browser that never signed
 * in.
 */
export async function customerIdOf(tx: ShopTransaction, id: SubjectId): Promise<string | null> {
  const customers = (await readIdentifiers(tx, id)).filter(({ kind }) => kind === 'customer_id')
  if (customers.length < 2) return customers[0]?.value ?? null
  const gone = await mergedAway(
    tx,
    customers.map((one) => lookupOf(tx, one)),
  )
  return (customers.find((one) => !gone.has(lookupOf(tx, one))) ?? customers[0])?.value ?? null
}
