import { v7 as uuidv7 } from 'uuid'
import type { ShopTransaction } from '../platform/db.ts'
import type { Identifier, SubjectId } from './model.ts'
import { addIdentifiers, ensureSubject, findSubjects, lockPerson } from './store.ts'

/** The subject these identifiers belong to, created when they belong to nobody yet. */
export async function identify(tx: ShopTransaction, identifiers: readonly Identifier[]): Promise<SubjectId> {
  await lockPerson(tx, identifiers)
  const [known] = await findSubjects(tx, identifiers)
  const id = known ?? (uuidv7() as SubjectId)
  if (!known) await ensureSubject(tx, id)
  await addIdentifiers(tx, id, identifiers)
  return id
}

/** Notes that a visitor of the storefront is a customer who signed in. */
export async function linkVisitor(tx: ShopTransaction, visitor: SubjectId, identifiers: readonly Identifier[]) {
  await ensureSubject(tx, visitor)
  await addIdentifiers(tx, visitor, identifiers)
}
