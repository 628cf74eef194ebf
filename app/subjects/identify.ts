import { v7 as uuidv7 } from 'uuid'
import type { ShopTransaction } from '../platform/db.ts'
import { erasureOfSubject } from './erase.ts'
import type { Identifier, SubjectId } from './model.ts'
import { addIdentifiers, ensureSubject, findSubjects, isAnotherCustomer, lockPerson } from './store.ts'

/** The subject these identifiers belong to, created when they belong to nobody yet. */
export async function identify(tx: ShopTransaction, identifiers: readonly Identifier[]): Promise<SubjectId> {
  await lockPerson(tx, identifiers)
  const [known] = await findSubjects(tx, identifiers)
  const id = known ?? (uuidv7() as SubjectId)
  if (!known) await ensureSubject(tx, id)
  await addIdentifiers(tx, id, identifiers)
  return id
}

/**
 * Notes that a visitor of the storefront is a customer who signed in, and answers whose the browser's decisions are from
 * now on. A browser that is known as another customer's stays theirs: it is shared, and what one of a family decides must
 * not become the choice of another. Nor does one come back whose subject was erased. Then they are the customer's alone.
 */
export async function linkVisitor(
  tx: ShopTransaction,
  visitor: SubjectId,
  identifiers: readonly Identifier[],
): Promise<SubjectId> {
  await lockPerson(tx, identifiers)
  const isTheirs =
    (await erasureOfSubject(tx, visitor)) === null && !(await isAnotherCustomer(tx, visitor, identifiers))
  if (!isTheirs) return identify(tx, identifiers)
  await ensureSubject(tx, visitor)
  await addIdentifiers(tx, visitor, identifiers)
  return visitor
}
