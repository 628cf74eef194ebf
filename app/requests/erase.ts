import { eraseEventsOf, forgetWriteBackJobs } from '../consent/index.ts'
import { forgetMailsOf } from '../mail/index.ts'
import { announce, forgetOutgoingOf } from '../outgoing/index.ts'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { requireMatchingKeys } from '../platform/keys-store.ts'
import {
  customerIdOf,
  type Erasure,
  findWholePerson,
  forgetPerson,
  type Identifier,
  isVisitor,
  lockPerson,
  type SubjectId,
} from '../subjects/index.ts'
import { forgetAnswers } from './answer/index.ts'
import { forgetCollections } from './held/index.ts'
import { removeProofsOf } from './identity/proof/store.ts'
import { removeLinks } from './identity/store.ts'
import { recordEvent } from './lifecycle/record-event.ts'
import { removeOriginals } from './original/store.ts'
import { forgetCorrections } from './rectification/store.ts'
import { endRunsOf } from './restriction/record/store.ts'
import { removeStatements } from './statements/store.ts'
import { forgetWhoAsked, rememberRequests, requestsOf } from './store.ts'

export interface Erased {
  subjects: number
  identifiers: number
  requestsClosed: number
  /** Decisions in the consent ledger. */
  decisions: number
}

/**
 * Erases a person (GDPR Art. 17): their identity, the key that seals their data, and their decisions. In the consent
 * ledger a hash stays at each position, so that seals still verify. Kept remembers the erasure by keyed hashes, which
 * are returned too. Running it again finds nothing to erase.
 *
 * @param proven subjects that are the person's, too, whatever identifies them
 */
export async function erasePerson(
  tx: ShopTransaction,
  person: readonly Identifier[],
  when: Omit<Erasure, 'withCustomer'> = { erasedAt: clock.now(), triggeredAt: null },
  proven: readonly SubjectId[] = [],
): Promise<Erased & { lookups: string[] }> {
  await requireMatchingKeys(tx)
  await lockPerson(tx, person)
  const subjects = [...new Set([...(await findWholePerson(tx, person)), ...proven])]
  const requestsClosed = await closeRequests(tx, subjects, when)
  const decisions = await eraseEventsOf(tx, subjects)
  await forgetWriteBackJobs(tx, subjects)
  await announceErased(tx, person, subjects)
  return { decisions, ...(await forgetPerson(tx, person, subjects, when)), requestsClosed }
}

/** What was still to be told of the person is not told any more, but that they are erased: to whoever knows them by the same ids. */
async function announceErased(
  tx: ShopTransaction,
  person: readonly Identifier[],
  subjects: readonly SubjectId[],
): Promise<void> {
  await forgetOutgoingOf(tx, subjects)
  const [known] = subjects.filter((id) => !isVisitor(id))
  const named = person.find(({ kind }) => kind === 'customer_id')?.value ?? null
  if (known === undefined && named === null) return
  await announce(tx, {
    type: 'person.erased',
    subjectId: null,
    data: async () => ({ person: known ?? null, customer: named ?? (known ? await customerIdOf(tx, known) : null) }),
  })
}

/** Ends the open requests of an erased person, and keeps no more of any than its moves and dates. */
async function closeRequests(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
  when: Omit<Erasure, 'withCustomer'>,
): Promise<number> {
  const requests = await requestsOf(tx, subjects)
  let closed = 0
  for (const { id } of requests) {
    const event = {
      at: clock.now(),
      actor: 'kept',
      actorId: null,
      note: null,
      move: 'erase_person',
      facts: {},
    } as const
    const { ok } = await recordEvent(tx, { requestId: id, seen: null, event })
    if (ok) closed += 1
  }
  await rememberRequests(
    tx,
    requests.flatMap(({ externalId }) => externalId ?? []),
    when,
  )
  await removeOriginals(tx, subjects)
  await forgetAnswers(tx, subjects)
  await forgetMailsOf(tx, subjects, when.erasedAt)
  await forgetCollections(tx, subjects)
  await forgetCorrections(tx, subjects)
  await removeStatements(tx, subjects)
  await removeLinks(tx, subjects)
  await removeProofsOf(tx, subjects)
  // A restriction ends with its person, whoever asked for the erasure: its mark goes with the subject.
  await endRunsOf(
    tx,
    requests.map(({ id }) => id),
    when.erasedAt,
  )
  await forgetWhoAsked(tx, subjects)
  return closed
}
