import type { ShopTransaction } from '../../platform/db.ts'
import { customerIdOf, identifiersOf, lookupOf, readIdentifiers, type SubjectId } from '../../subjects/index.ts'

/** Who a subject is, as far as a mailbox can prove it. */
export interface KnownPerson {
  /** Shopify's id, where the subject is a customer: then only Shopify says which address is on file. */
  customerId: string | null
  /** The one address of a subject that is no customer. */
  address: string | null
  /** Keyed hash of either: it changes when the subject becomes somebody else, by a merge for example. */
  knownAs: string
}

/** Null for a subject that no mailbox proves: it has no address, or several, and is no customer. */
export async function knownPerson(tx: ShopTransaction, subjectId: SubjectId): Promise<KnownPerson | null> {
  const customerId = await customerIdOf(tx, subjectId)
  const addresses = (await readIdentifiers(tx, subjectId)).filter(({ kind }) => kind === 'email')
  const [address] = addresses
  const [known] = customerId === null ? addresses : identifiersOf({ id: customerId })
  if (!known || (customerId === null && addresses.length > 1)) return null
  return { customerId, address: customerId === null ? (address?.value ?? null) : null, knownAs: lookupOf(tx, known) }
}
