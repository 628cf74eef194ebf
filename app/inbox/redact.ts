import type { ShopTransaction } from '../platform/db.ts'
import { erasePerson } from '../requests/index.ts'
import { type Identifier, isRepeatedErasure, lockPerson } from '../subjects/index.ts'
import type { Outcome } from './model.ts'
import type { MessageToWork } from './store.ts'
import { dropBodiesOfErased } from './waiting-store.ts'

/**
 * Erases a customer, and the bodies of waiting messages that name them. From the time of the call on, nothing older is
 * taken about the person. The same call under another webhook id does not erase a person who has come back since.
 */
export async function redactCustomer(
  tx: ShopTransaction,
  person: readonly Identifier[],
  { id, receivedAt, triggeredAt }: MessageToWork,
): Promise<Outcome> {
  await lockPerson(tx, person)
  const isRepeated = triggeredAt !== null && (await isRepeatedErasure(tx, person, triggeredAt))
  if (isRepeated) return { subjects: 0, identifiers: 0, requestsClosed: 0, decisions: 0 }
  const { lookups, ...erased } = await erasePerson(tx, person, { erasedAt: receivedAt, triggeredAt })
  await dropBodiesOfErased(tx, lookups, { receivedBefore: receivedAt, except: id })
  return erased
}
