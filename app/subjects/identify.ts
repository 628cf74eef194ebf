import { v7 as uuidv7 } from 'uuid'
import type { ShopTransaction } from '../platform/db.ts'
import { erasureOfSubject } from './erase.ts'
import { type Identifier, identifiersOf, isMailbox, isVisitor, type SubjectId } from './model.ts'
import {
  addIdentifiers,
  ensureSubject,
  findSamePerson,
  findSubjects,
  isAnotherCustomer,
  knownSince,
  lockPerson,
  mailboxSubject,
} from './store.ts'

/** The subject with these identifiers, created when there is none. It is never a visitor's browser, and no mailbox. */
export async function identify(tx: ShopTransaction, identifiers: readonly Identifier[]): Promise<SubjectId> {
  await lockPerson(tx, identifiers)
  const known = await findKnown(tx, identifiers)
  const id = known ?? (uuidv7() as SubjectId)
  if (!known) await ensureSubject(tx, id)
  await addIdentifiers(tx, id, identifiers)
  return id
}

/**
 * A customer is known by the customer's id. Somebody who was known by an address alone never becomes a customer: the address
 * may be a stranger's, who has proven that it is theirs and nothing more. An address that several customers had names none.
 */
async function findKnown(tx: ShopTransaction, identifiers: readonly Identifier[]): Promise<SubjectId | undefined> {
  const found = (await findSubjects(tx, identifiers)).filter((id) => !isVisitor(id) && !isMailbox(id))
  const customers = await knownSince(tx, found)
  const [customer, another] = found.filter((id) => customers.has(id))
  if (identifiers.some(({ kind }) => kind === 'customer_id')) return customer
  return customer && !another ? customer : found.find((id) => !customers.has(id))
}

/**
 * The subject that `identify` would choose, without making one. An address that nobody signed in with is its mailbox's.
 * `several`: more than one customer has the address.
 */
export async function findOnePerson(
  tx: ShopTransaction,
  identifiers: readonly Identifier[],
): Promise<SubjectId | 'several' | null> {
  const found = (await findSubjects(tx, identifiers)).filter((id) => !isVisitor(id))
  const customers = await knownSince(tx, found)
  const isCustomerNamed = identifiers.some(({ kind }) => kind === 'customer_id')
  const [customer] = customers.keys()
  const same = customer && customers.size > 1 ? await findSamePerson(tx, customer) : []
  if (!isCustomerNamed && customers.size > 1 && ![...customers.keys()].every((id) => same.includes(id)))
    return 'several'
  const known = await findKnown(tx, identifiers)
  return known ?? (isCustomerNamed ? null : (found.find(isMailbox) ?? null))
}

/**
 * The subject of whoever reads this mailbox, created when there is none. It is no customer's: what is known of a customer
 * with this address is another matter, which a proof decides (note 048). The same is done for an address that is known.
 */
export async function identifyMailbox(tx: ShopTransaction, address: string): Promise<SubjectId> {
  const person = identifiersOf({ email: address })
  await lockPerson(tx, person)
  const id = mailboxSubject(tx.shop, address)
  await ensureSubject(tx, id)
  await addIdentifiers(tx, id, person)
  return id
}

/**
 * Records that a visitor is a signed-in customer: from now on they are one person. A browser that is known as another
 * customer's stays theirs, because it is shared, and one family member's choice must not become another's. An erased
 * subject does not come back. Returns false in both cases.
 */
export async function linkVisitor(
  tx: ShopTransaction,
  visitor: SubjectId,
  identifiers: readonly Identifier[],
): Promise<boolean> {
  await lockPerson(tx, identifiers)
  if ((await erasureOfSubject(tx, visitor)) !== null) return false
  if (await isAnotherCustomer(tx, visitor, identifiers)) return false
  await ensureSubject(tx, visitor)
  await addIdentifiers(tx, visitor, identifiers)
  return true
}
