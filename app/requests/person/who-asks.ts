import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { findSubjects, identifiersOf, isMailbox, isVisitor, type SubjectId } from '../../subjects/index.ts'
import { readMailboxVisit, readVisit } from '../identity/index.ts'

/** Somebody who has shown who they are: signed in, or by a link that they have just used. */
export interface KnownVisitor {
  /** Whose requests they see. */
  subjects: SubjectId[]
  by: 'account' | 'link'
  /** What the page's forms carry, so that the next call is known too. */
  pass: string
}

/** What a call brings. Shopify signed the customer; the pass stands in the body. */
export interface Credentials {
  /** Shopify's id of the signed-in customer. */
  customerId: string | null
  pass: string | null
}

/** Who only looks at a page: nothing but Shopify's signature says who that is. */
export async function whoLooks(tx: ShopTransaction, customerId: string | null): Promise<KnownVisitor | null> {
  if (customerId === null) return null
  const subjects = await findSubjects(tx, identifiersOf({ id: customerId }))
  return {
    by: 'account',
    subjects: subjects.filter((id) => !isVisitor(id) && !isMailbox(id)),
    pass: passOf(tx, customerId, clock.now()),
  }
}

/**
 * Who sends a form. A signed-in customer's form carries a pass of their own pages: a form of another site, which the browser
 * would send with the customer's cookie, does not have it.
 */
export async function whoSends(tx: ShopTransaction, { customerId, pass }: Credentials): Promise<KnownVisitor | null> {
  if (pass === null) return null
  const visit = await readVisit(tx, pass)
  if (visit) return { by: 'link', subjects: [visit.subjectId], pass }
  // Whoever came into the privacy centre by a link has shown the same.
  const mailbox = await readMailboxVisit(tx, pass)
  if (mailbox) return { by: 'link', subjects: [mailbox.subjectId], pass }
  if (customerId === null || !passes(tx, customerId).includes(pass)) return null
  return whoLooks(tx, customerId)
}

const HOUR_MS = 3_600_000

/** A pass holds for the hour in which the page was shown, and for the next one. */
const passes = (tx: ShopTransaction, customerId: string): string[] => {
  const now = clock.now()
  return [now, new Date(+now - HOUR_MS)].map((at) => passOf(tx, customerId, at))
}

/** What the forms of a signed-in customer carry now. */
export const passOfCustomer = (tx: ShopTransaction, customerId: string): string => passOf(tx, customerId, clock.now())

const passOf = ({ shop }: ShopTransaction, customerId: string, at: Date): string =>
  vault.lookup(customerId, `${shop}/pass/${at.toISOString().slice(0, 13)}`)
