import type { ShopTransaction } from '../platform/db.ts'
import { erasePerson, redactPerson } from '../requests/index.ts'
import { type Identifier, isRepeatedErasure, lockPerson } from '../subjects/index.ts'
import type { Outcome } from './model.ts'
import type { MessageToWork } from './store.ts'
import { dropBodiesOfErased } from './waiting-store.ts'

/**
 * Erases a customer, and the bodies of waiting messages that name them. From the time of the call on, nothing older is
 * taken about the person. The same call under another webhook id does not erase a person who has come back since.
 */
export const redactCustomer = (
  tx: ShopTransaction,
  person: readonly Identifier[],
  message: MessageToWork,
): Promise<Outcome> => erase(tx, person, message, redactPerson)

/** The same for somebody who turns out to be a person who was erased. */
export const eraseAsTheSame = (
  tx: ShopTransaction,
  person: readonly Identifier[],
  message: MessageToWork,
): Promise<Outcome> => erase(tx, person, message, erasePerson)

async function erase(
  tx: ShopTransaction,
  person: readonly Identifier[],
  { id, receivedAt, triggeredAt }: MessageToWork,
  by: typeof redactPerson | typeof erasePerson,
): Promise<Outcome> {
  await lockPerson(tx, person)
  const isRepeated = triggeredAt !== null && (await isRepeatedErasure(tx, person, triggeredAt))
  if (isRepeated) return { subjects: 0, identifiers: 0, requestsClosed: 0, decisions: 0 }
  const { lookups, ...erased } = await by(tx, person, { erasedAt: receivedAt, triggeredAt })
  await dropBodiesOfErased(tx, lookups, { receivedBefore: receivedAt, except: id })
  return erased
}
