import { v7 as uuidv7 } from 'uuid'
import { tellFlow } from '../flow/index.ts'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { vault } from '../platform/vault.ts'
import { type Audience, controllerCountry, daysAfter } from '../register/index.ts'
import {
  type Identifier,
  identify,
  identifyMailbox,
  keyOf,
  lockPerson,
  type SubjectId,
  subjectContext,
} from '../subjects/index.ts'
import { answerBy, dayIn, deadlineOf, regimeFor } from './clock/model.ts'
import { workingDaysOf } from './clock/working-days.ts'
import { type RequestDetails, writtenDetails } from './details.ts'
import { announceMove } from './lifecycle/announce-move.ts'
import { lifeOf, type RequestEvent } from './lifecycle/events.ts'
import { clockFactsOf } from './lifecycle/read-life.ts'
import { insertEvent } from './lifecycle/store.ts'
import { JOIN_DAYS } from './limits.ts'
import { postNotices } from './notices/post.ts'
import { beginObjection } from './objection/index.ts'
import { insertOriginal } from './original/store.ts'
import { placeQueue } from './place/queues.ts'
import { findTwin, insertRequest } from './store.ts'
import { type Actor, type Asker, isAtOnce, type RequestChannel, type RequestKind } from './words.ts'

export interface NewRequest {
  person: readonly Identifier[]
  /** The address that somebody typed who is not signed in: the request is whoever's who reads it, and no customer's. */
  mailbox?: string
  kind: RequestKind
  channel: RequestChannel
  asker: Asker
  audience: Audience
  /** ISO 3166-1, and ISO 3166-2 without the country; null where nobody knows. */
  country: string | null
  region: string | null
  /** Of the answer. */
  language: string | null
  /** The shop's. */
  timeZone: string
  receivedAt: Date
  /** Shopify's id of the data request. */
  externalId: string | null
  details: Omit<RequestDetails, 'contact'>
  /** The e-mail with which it came. */
  original: Uint8Array | null
  by: { actor: Actor; actorId: string | null }
}

export interface OpenedRequest {
  requestId: string
  dueAt: Date
}

/**
 * Opens a request. One like it of the same person that is still open and came in the 30 days before answers both: this one
 * is joined to it, and each keeps its own identity check, so that an unproven one never profits from a proven one.
 */
export async function openRequest(tx: ShopTransaction, asked: NewRequest): Promise<OpenedRequest> {
  await lockPerson(tx, asked.person)
  const subjectId = await (asked.mailbox ? identifyMailbox(tx, asked.mailbox) : identify(tx, asked.person))
  const key = await keyOf(tx, subjectId)
  if (!key) throw new Error('A subject that was just identified has no key')
  const { kind, receivedAt, timeZone } = asked
  // An objection that is open already says nothing of what the person chose since: each takes effect by itself.
  const twin = isAtOnce(kind)
    ? null
    : await findTwin(tx, { subjectId, kind, since: new Date(daysAfter(dayIn('UTC', receivedAt), -JOIN_DAYS)) })
  const events = eventsOf(asked, twin)
  const life = lifeOf(timeZone, events)
  const today = dayIn(timeZone, clock.now())
  const deadline = deadlineOf(
    clockFactsOf(asked, life),
    today,
    await workingDaysOf((await controllerCountry(tx)) ?? ''),
  )
  const id = uuidv7()
  const contact = asked.person.find((one) => one.kind === 'email')?.value ?? null
  const sealed = vault.seal(key, writtenDetails({ ...asked.details, contact }), subjectContext(tx.shop, subjectId))
  const opened = await insertRequest(tx, {
    ...rowOf(asked, subjectId),
    id,
    life,
    dueOn: answerBy(deadline),
    details: sealed,
  })
  if (asked.original) await insertOriginal(tx, id, vault.seal(key, asked.original, subjectContext(tx.shop, subjectId)))
  for (const [position, event] of events.entries()) {
    await insertEvent(tx, { requestId: id, position, event, sealedNote: null })
  }
  // Shopify may know where a customer lives, which decides the law.
  const isPlaceUnknown = asked.country === null && asked.person.some(({ kind: named }) => named === 'customer_id')
  if (isPlaceUnknown)
    await enqueue(placeQueue, [{ shop: tx.shop, receivedAt: +clock.now(), requestId: id }], within(tx))
  await postNotices(tx, {
    move: 'receive',
    position: 0,
    request: {
      ...{ id, kind, channel: asked.channel, language: asked.language, subjectId, timeZone, note: null, ground: null },
      ...{ receivedOn: dayIn(timeZone, receivedAt), dueOn: deadline.dueOn, answerBy: answerBy(deadline) },
    },
    isJoined: twin !== null,
    isLate: deadline.dueOn < today,
    contact,
  })
  const moved = { request: { id, kind, subjectId }, state: life.state, dueOn: answerBy(deadline) }
  for (const { move } of events) await announceMove(tx, { move, ...moved })
  await tellFlow(tx, {
    ...{ key: `received/${id}`, trigger: 'privacy-request-received', subjectId },
    facts: { kind, dueOn: answerBy(deadline) },
  })
  // A request of whoever reads a mailbox waits for its link, because anybody can type an address.
  if (asked.mailbox === undefined) await beginObjection(tx, id)
  return opened
}

function eventsOf({ country, region, by }: NewRequest, twin: string | null): RequestEvent[] {
  const common = { at: clock.now(), note: null }
  const received: RequestEvent = { ...common, ...by, move: 'receive', facts: { regime: regimeFor(country, region) } }
  if (twin === null) return [received]
  return [received, { ...common, actor: 'kept', actorId: null, move: 'join', facts: { to: twin } }]
}

const rowOf = (asked: NewRequest, subjectId: SubjectId) => {
  const { kind, channel, asker, audience, country, region, language, timeZone, receivedAt, externalId } = asked
  return { kind, channel, asker, audience, country, region, language, timeZone, receivedAt, externalId, subjectId }
}
