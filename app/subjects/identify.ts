import { v7 as uuidv7 } from 'uuid'
import type { ShopTransaction } from '../platform/db.ts'
import { erasureOfSubject } from './erase.ts'
import { type Identifier, isVisitor, type SubjectId } from './model.ts'
import { addIdentifiers, ensureSubject, findSubjects, isAnotherCustomer, lockPerson } from './store.ts'

/** The subject with these identifiers, created when there is none. It is never a visitor's browser. */
export async function identify(tx: ShopTransaction, identifiers: readonly Identifier[]): Promise<SubjectId> {
  await lockPerson(tx, identifiers)
  const known = (await findSubjects(tx, identifiers)).find((id) => !isVisitor(id))
  const id = known ?? (uuidv7() as SubjectId)
  if (!known) await ensureSubject(tx, id)
  await addIdentifiers(tx, id, identifiers)
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
