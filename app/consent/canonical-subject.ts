import type { ShopTransaction } from '../platform/db.ts'
import { findSamePerson, isVisitor, type SubjectId } from '../subjects/index.ts'

/**
 * The subject under which something is stored once for a person: all of a person's subjects give the same one. It is a browser's
 * only where there is no other, because more browsers come with time.
 */
export async function canonicalSubject(tx: ShopTransaction, subject: SubjectId): Promise<SubjectId> {
  const subjects = (await findSamePerson(tx, subject)).toSorted()
  return subjects.find((id) => !isVisitor(id)) ?? subjects[0] ?? subject
}
