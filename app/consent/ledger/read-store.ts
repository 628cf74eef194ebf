import { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import {
  findSamePerson,
  findSubjects,
  identifiersOf,
  isVisitor,
  knownSince,
  type SubjectId,
} from '../../subjects/index.ts'
import { aroundDays, duringDays } from './days-store.ts'
import type { LedgerEvent } from './event.ts'
import {
  type CurrentChoice,
  currentChoices,
  type DatedChoices,
  type EventFilter,
  type EventPage,
  type LedgerEntry,
  type Withdrawal,
  withdrawalsIn,
} from './model.ts'
import { toEvent } from './rows.ts'

const EVENT_COLUMNS = Prisma.sql`
  shop, position::text, id, subject_id AS subject, recorded_at AS "recordedAt", source, choices,
  register_version AS "registerVersion", banner_hash AS "bannerHash", language, region, gpc,
  shopify_consent_id AS "shopifyConsentId", previous_id AS previous`

/** The number of positions in the shop's ledger, erased ones included. The next event gets this position. */
export async function ledgerLength(tx: ShopTransaction): Promise<number> {
  const ledger = await tx.consentLedger.findUnique({ where: { shop: tx.shop } })
  return Number(ledger?.nextPosition ?? 0)
}

const end = z.object({ length: z.coerce.number().int(), end: z.coerce.number().int() })

/**
 * The ledger's length, and the position after its last entry: they differ only where somebody changed the tables. One
 * statement, so that no append comes between.
 */
export async function ledgerEnd(tx: ShopTransaction): Promise<z.infer<typeof end>> {
  const [found] = await tx.$queryRaw<unknown[]>`
    SELECT coalesce((SELECT next_position FROM consent_ledgers WHERE shop = ${tx.shop}), 0)::text AS length,
      (1 + greatest(-1,
        (SELECT max(position) FROM consent_events WHERE shop = ${tx.shop}),
        (SELECT max(position) FROM consent_erasures WHERE shop = ${tx.shop})))::text AS "end"`
  return end.parse(found)
}

/** When the first and the last event were recorded that are still there; null for a ledger without events. */
export async function ledgerTimes(tx: ShopTransaction): Promise<{ first: Date; last: Date } | null> {
  const select = { recordedAt: true } as const
  const first = await tx.consentEvent.findFirst({ orderBy: { position: 'asc' }, select })
  const last = await tx.consentEvent.findFirst({ orderBy: { position: 'desc' }, select })
  return first && last && { first: first.recordedAt, last: last.recordedAt }
}

/** The entries from position `from` until before `to`, in order. Read a whole ledger in portions of thousands. */
export async function readEvents(tx: ShopTransaction, from: number, to: number): Promise<LedgerEntry[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT ${EVENT_COLUMNS} FROM consent_events
    WHERE shop = ${tx.shop} AND position >= ${from} AND position < ${to} ORDER BY consent_events.position`
  const erasures = await tx.consentErasure.findMany({ where: { position: { gte: from, lt: to } } })
  const entries: LedgerEntry[] = rows.map(toEvent).map((event) => ({ kind: 'event', position: event.position, event }))
  for (const { position, leafHash, erasedAt } of erasures) {
    entries.push({ kind: 'erased', position: Number(position), leafHash: Buffer.from(leafHash), erasedAt })
  }
  return entries.sort((a, b) => a.position - b.position)
}

/** A person does not decide more often than this: a machine does. Older events are not read. */
const MOST_EVENTS_OF_A_PERSON = 1_000

/**
 * A subject's current choices. A customer and the browsers in which they signed in are one person: the newest choice of
 * any of them counts. A browser that is known as theirs cannot replace their refusal without signing in.
 */
export const currentChoicesOf = async (tx: ShopTransaction, subject: SubjectId): Promise<CurrentChoice[]> =>
  (await choicesOfPerson(tx, subject)).current

/** Every consent that the person took back. */
export const withdrawalsOf = async (tx: ShopTransaction, subject: SubjectId): Promise<Withdrawal[]> =>
  withdrawalsIn((await saidBy(tx, subject)).said)

/** A person's current choices, and the events that they come from, the newest first. */
export async function choicesOfPerson(
  tx: ShopTransaction,
  subject: SubjectId,
): Promise<{ current: CurrentChoice[]; events: LedgerEvent[] }> {
  const { said, events } = await saidBy(tx, subject)
  return { current: currentChoices(said), events }
}

async function saidBy(
  tx: ShopTransaction,
  subject: SubjectId,
): Promise<{ said: DatedChoices[]; events: LedgerEvent[] }> {
  const subjects = await findSamePerson(tx, subject)
  const browsers = subjects.filter(isVisitor)
  const known = browsers.length > 0 ? await knownSince(tx, browsers) : new Map<string, Date>()
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT ${EVENT_COLUMNS} FROM consent_events
    WHERE shop = ${tx.shop} AND subject_id = ANY (${subjects}::uuid[])
    ORDER BY consent_events.position DESC LIMIT ${MOST_EVENTS_OF_A_PERSON}`
  const events = rows.map(toEvent)
  const said = events.map((event) => {
    const since = known.get(event.subject as SubjectId)
    return { ...event, isUnproven: since !== undefined && new Date(event.recordedAt) >= since }
  })
  return { said, events }
}

/** How many decisions of these subjects there are. */
export async function countDecisionsOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM consent_events
    WHERE shop = ${tx.shop} AND subject_id = ANY (${[...subjects]}::uuid[])`
  return rows[0]?.count ?? 0
}

/** Null when there is no such event, or it was erased with its person. */
export const findEvent = async (tx: ShopTransaction, id: string): Promise<LedgerEvent | null> =>
  (await searchEvents(tx, { recordId: id }, { size: 1, before: null })).events[0] ?? null

/** Events, newest first, `size` per page, before position `before`. A filter that matches no person finds nothing. */
export async function searchEvents(
  tx: ShopTransaction,
  filter: EventFilter,
  { size, before }: { size: number; before: number | null },
): Promise<EventPage> {
  const where = await conditionsOf(tx, filter)
  if (before !== null) where.push(Prisma.sql`position < ${before}`)
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT ${EVENT_COLUMNS} FROM consent_events
    WHERE shop = ${tx.shop} AND ${Prisma.join([Prisma.sql`true`, ...where], ' AND ')}
    ORDER BY consent_events.position DESC LIMIT ${size + 1}`
  const events: LedgerEvent[] = rows.slice(0, size).map(toEvent)
  return { events, next: rows.length > size ? (events.at(-1)?.position ?? null) : null }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function conditionsOf(tx: ShopTransaction, filter: EventFilter): Promise<Prisma.Sql[]> {
  const { customerId, subjects, recordId, days, purpose, granted, source } = filter
  const where: Prisma.Sql[] = []
  if (customerId !== undefined || subjects) {
    const wanted = await subjectsOf(tx, customerId, subjects ?? [])
    where.push(Prisma.sql`subject_id = ANY (${wanted}::uuid[])`)
  }
  if (recordId !== undefined) {
    where.push(UUID.test(recordId) ? Prisma.sql`id = ${recordId}::uuid` : Prisma.sql`false`)
  }
  if (days) where.push(await aroundDays(tx, days), duringDays(days))
  if (purpose !== undefined) {
    where.push(
      granted === undefined
        ? Prisma.sql`choices ? ${purpose}::text`
        : Prisma.sql`choices @> jsonb_build_object(${purpose}::text, ${granted}::boolean)`,
    )
  }
  if (source !== undefined) where.push(Prisma.sql`source = ${source}`)
  return where
}

async function subjectsOf(tx: ShopTransaction, customerId: string | undefined, subjects: readonly SubjectId[]) {
  const wanted = customerId === undefined ? [] : await findSubjects(tx, identifiersOf({ id: customerId }))
  for (const subject of subjects) if (UUID.test(subject)) wanted.push(...(await findSamePerson(tx, subject)))
  return wanted
}
