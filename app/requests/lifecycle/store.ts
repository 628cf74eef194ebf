import type { Prisma } from '@prisma/client'
import { addMonths } from 'date-fns/addMonths'
import { z } from 'zod'
import type { DataKey } from '../../platform/crypto.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { AUDIENCES, type IsoDate } from '../../register/index.ts'
import { type SubjectId, subjectContext } from '../../subjects/index.ts'
import { CORRECTION_MONTHS } from '../limits.ts'
import { ACTORS, ASKERS, REGIME_IDS, REQUEST_CHANNELS, REQUEST_KINDS, REQUEST_STATES } from '../words.ts'
import { type EventName, FACTS, type Life, type RequestEvent } from './events.ts'
import { awaitsIdentity, isRequestOpen } from './model.ts'

const date = z.date().transform((day): IsoDate => day.toISOString().slice(0, 10))

export const requestRow = z.object({
  id: z.string(),
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(REQUEST_CHANNELS),
  audience: z.enum(AUDIENCES),
  asker: z.enum(ASKERS),
  country: z.string().nullable(),
  region: z.string().nullable(),
  language: z.string().nullable(),
  timeZone: z.string(),
  receivedAt: z.date(),
  state: z.enum(REQUEST_STATES),
  regime: z.enum(REGIME_IDS),
  isIdentified: z.boolean(),
  assignee: z.string().nullable(),
  joinedTo: z.string().nullable(),
  /** The last day for the answer, as it was after the last event. */
  dueOn: date.nullable(),
  closedAt: z.date().nullable(),
  /** Null once the person is erased. */
  subjectId: z
    .string()
    .transform((id) => id as SubjectId)
    .nullable(),
})

export type RequestRow = z.infer<typeof requestRow>

/** Null when the shop has no such request. */
export async function readRow(tx: ShopTransaction, id: string): Promise<RequestRow | null> {
  const row = await tx.dataSubjectRequest.findFirst({ where: { id } })
  return row && requestRow.parse(row)
}

/** Like `readRow`; other moves of this request wait until the transaction ends. */
export async function lockRow(tx: ShopTransaction, id: string): Promise<RequestRow | null> {
  await tx.$queryRaw`SELECT 1 FROM data_subject_requests WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  return readRow(tx, id)
}

/** A request's events, oldest first. Notes of an erased person can no longer be read: `key` is null then. */
export async function readRequestEvents(
  tx: ShopTransaction,
  { id, subjectId }: Pick<RequestRow, 'id' | 'subjectId'>,
  key: DataKey | null,
): Promise<RequestEvent[]> {
  const rows = await tx.dataSubjectRequestEvent.findMany({ where: { requestId: id }, orderBy: { position: 'asc' } })
  return rows.map(({ at, actor, actorId, move, facts, note }) => {
    const name = z.enum(Object.keys(FACTS) as [EventName, ...EventName[]]).parse(move)
    return {
      at,
      actor: z.enum(ACTORS).parse(actor),
      actorId,
      move: name,
      facts: FACTS[name].parse(facts),
      note:
        note && key && subjectId ? vault.open(key, note, subjectContext(tx.shop, subjectId)).toString('utf8') : null,
    } as RequestEvent
  })
}

interface NewRow {
  requestId: string
  position: number
  event: RequestEvent
  sealedNote: Uint8Array | null
}

export async function insertEvent(tx: ShopTransaction, { requestId, position, event, sealedNote }: NewRow) {
  const { at, actor, actorId, move, facts } = event
  await tx.dataSubjectRequestEvent.create({
    data: {
      shop: tx.shop,
      requestId,
      position,
      at,
      actor,
      actorId,
      move,
      facts: facts as Prisma.InputJsonValue,
      note: sealedNote && new Uint8Array(sealedNote),
    },
  })
}

/** What lists sort and filter by. */
export function columnsOf(
  { state, regime, isIdentified, assignee, joinedTo, closedAt }: Life,
  dueOn: IsoDate,
  changedAt: Date,
) {
  // Whatever happened may have moved the last day: reminders look at it at once.
  const remindAt = isRequestOpen(state) ? changedAt : null
  const due = { dueOn: new Date(`${dueOn}T00:00:00Z`), dueAt: endOfDay(dueOn), remindAt }
  return { state, regime, isIdentified, assignee, joinedTo, closedAt, ...due }
}

export async function writeLife(
  tx: ShopTransaction,
  id: string,
  { life, dueOn, at }: { life: Life; dueOn: IsoDate; at: Date },
): Promise<void> {
  await tx.dataSubjectRequest.updateMany({ where: { id }, data: columnsOf(life, dueOn, at) })
  // Its own period begins with its end, however it ended, and anew when it is opened again.
  const destroyAt = life.closedAt && addMonths(life.closedAt, CORRECTION_MONTHS)
  await tx.rectification.updateMany({ where: { requestId: id }, data: { destroyAt } })
  // However it was decided who asks, or that nobody needs to know any more: a proof of identity has done its work.
  if (!awaitsIdentity(life.state)) await tx.identityProof.deleteMany({ where: { requestId: id } })
}

export const endOfDay = (day: IsoDate): Date => new Date(`${day}T23:59:59.999Z`)

/** What was asked, sealed under the person's key. */
export async function readDetails(tx: ShopTransaction, id: string): Promise<Uint8Array | null> {
  const row = await tx.dataSubjectRequest.findFirst({ where: { id }, select: { details: true } })
  return row?.details ?? null
}
