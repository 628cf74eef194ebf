import type { ShopTransaction } from '../platform/db.ts'
import { findSubjects, identifiersOf, isMailbox, isVisitor, type SubjectId } from '../subjects/index.ts'

/** A person in the privacy centre, as a door has proven them. */
export type CentrePerson =
  /** Signed in at Shopify: the app proxy's signed customer, or the subject of a session token. */
  | { by: 'customer'; customerId: string }
  /** A link in a mail proved the mailbox, and nothing more (note 048). */
  | { by: 'link'; subject: SubjectId; email: string }

/**
 * The subjects of which a person sees something: those of the customer, or the mailbox alone. Empty for a customer of whom Kept
 * knows nothing.
 */
export async function subjectsOf(tx: ShopTransaction, person: CentrePerson): Promise<SubjectId[]> {
  if (person.by === 'link') return [person.subject]
  const found = await findSubjects(tx, identifiersOf({ id: person.customerId }))
  return found.filter((id) => !isVisitor(id) && !isMailbox(id))
}
