import type { ShopTransaction } from '../../platform/db.ts'
import { customerIdOf, findOnePerson, type Identifier, isRestricted, type SubjectId } from '../../subjects/index.ts'
import { type CurrentChoice, currentChoicesOf } from '../ledger/index.ts'

export interface ConsentState {
  /** Null for somebody whom Kept does not know. */
  subject: SubjectId | null
  /** Shopify's id of the customer. */
  customerId: string | null
  /** Their data may only be stored (GDPR Art. 18). */
  isRestricted: boolean
  choices: CurrentChoice[]
}

/**
 * What a person has chosen, as it counts now. Whoever is named as when a consent is recorded is the same person. Null for an
 * address that several customers have: nobody can say whose choices were asked for.
 */
export async function readConsentState(
  tx: ShopTransaction,
  person: readonly Identifier[],
): Promise<ConsentState | null> {
  const found = await findOnePerson(tx, person)
  if (found === 'several') return null
  if (found === null) return { subject: null, customerId: null, isRestricted: false, choices: [] }
  return {
    subject: found,
    customerId: await customerIdOf(tx, found),
    isRestricted: await isRestricted(tx, found),
    choices: await currentChoicesOf(tx, found),
  }
}
