import type { ShopTransaction } from '../platform/db.ts'
import { findSamePerson, type SubjectId } from '../subjects/index.ts'

/** The subject under which something is stored once for a person: all of a person's subjects give the same one. */
export const canonicalSubject = async (tx: ShopTransaction, subject: SubjectId): Promise<SubjectId> =>
  (await findSamePerson(tx, subject)).toSorted()[0] ?? subject
