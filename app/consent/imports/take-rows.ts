import { v7 as uuidv7 } from 'uuid'
import { clock } from '../../platform/clock.ts'
import type { DataKey } from '../../platform/crypto.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { MARKETING_CHANNELS, type Register, versionInForce } from '../../register/index.ts'
import {
  findOnePerson,
  type Identifier,
  identifiersOf,
  identify,
  insertPeople,
  isErasedSince,
  isMailbox,
  isVisitor,
  keyOf,
  knownByLookups,
  lockLookups,
  lookupOf,
  type NewPerson,
  type SubjectId,
  subjectKeysOf,
  subjectOfReference,
} from '../../subjects/index.ts'
import { insertEvidence, type NewEvidence, sealEvidence } from '../elsewhere/store.ts'
import { appendMany, currentChoicesOf, type NewEvent } from '../ledger/index.ts'
import { followUpRefusals } from '../marketing/follow-up.ts'
import { eventIdAt, purposesOf } from '../marketing/model.ts'
import { suppressionOf } from '../marketing/suppressions-store.ts'
import type { ImportedRow } from './model.ts'
import { suppressedAmong } from './store.ts'
import type { ImportTool, RowResult } from './words.ts'

export interface RowsToTake {
  importId: string
  tool: ImportTool
  wordingHash: string | null
  rows: readonly ImportedRow[]
}

/** A row whose person is found. */
interface PlacedRow {
  row: ImportedRow
  subject: SubjectId
  /** Null for a browser that only the other tool knew. */
  key: DataKey | null
}

interface KnownRow {
  row: ImportedRow
  person: Identifier[]
  lookups: string[]
}

/**
 * Records rows of a file, in the transaction that notes how far the import is. Rows of people of whom nothing is known are
 * taken together; everybody else is looked at one by one, by the rules that count for every other decision.
 */
export async function takeRows(tx: ShopTransaction, asked: RowsToTake): Promise<Record<RowResult, number>> {
  const results: Record<RowResult, number> = { recorded: 0, known: 0, older: 0, erased: 0, suppressed: 0, several: 0 }
  const placed: PlacedRow[] = []
  const named: KnownRow[] = []
  for (const row of asked.rows) {
    const { customerId, email, reference } = row.person
    const person = identifiersOf({ id: customerId, email })
    if (person.length > 0) named.push({ row, person, lookups: person.map((one) => lookupOf(tx, one)) })
    else placed.push({ row, subject: subjectOfReference(tx.shop, asked.tool, reference ?? ''), key: null })
  }
  const { fresh, known, others } = await divide(tx, named)
  placed.push(...(await makePeople(tx, fresh)), ...(await withKeys(tx, known)))
  const register = (await versionInForce(tx))?.register ?? null
  for (const other of others) {
    const found = await placeOne(tx, other, register)
    if (typeof found === 'string') results[found] += 1
    else placed.push(found)
  }
  const recorded = await record(tx, placed, asked)
  results.recorded += recorded
  results.known += placed.length - recorded
  return results
}

interface Divided {
  /** Of people of whom nothing is known. */
  fresh: KnownRow[]
  /** Of people who are known by exactly what the row says, and of whom nothing forbids anything. */
  known: { row: ImportedRow; subject: SubjectId }[]
  others: KnownRow[]
}

/** Locks everybody whom the rows name. Of two rows about one new person the second one is looked at after the first. */
async function divide(tx: ShopTransaction, named: readonly KnownRow[]): Promise<Divided> {
  const divided: Divided = { fresh: [], known: [], others: [] }
  const lookups = named.flatMap((one) => one.lookups)
  if (lookups.length === 0) return divided
  await lockLookups(tx, lookups)
  const { subjects, special } = await knownByLookups(tx, lookups)
  const apart = new Set([...special, ...(await suppressedAmong(tx, lookups))])
  const made = new Set<string>()
  for (const one of named) {
    const isApart = one.lookups.some((lookup) => apart.has(lookup) || made.has(lookup))
    const subject = onlyOne(one.lookups.map((lookup) => subjects.get(lookup) ?? []))
    if (isApart || subject === 'unclear') divided.others.push(one)
    else if (subject === null) {
      divided.fresh.push(one)
      for (const lookup of one.lookups) made.add(lookup)
    } else if (one.row.isDated) divided.known.push({ row: one.row, subject })
    else divided.others.push(one)
  }
  return divided
}

/** The one subject that each of these names, besides the customer's browsers; null when nobody is named. */
function onlyOne(found: readonly SubjectId[][]): SubjectId | null | 'unclear' {
  const [first, ...more] = found.map((ids) => ids.filter((id) => !isVisitor(id)))
  if (found.every((ids) => ids.length === 0)) return null
  const [subject, another] = first ?? []
  if (!subject || another || isMailbox(subject)) return 'unclear'
  return more.every((ids) => ids.length === 1 && ids[0] === subject) ? subject : 'unclear'
}

async function withKeys(tx: ShopTransaction, known: Divided['known']): Promise<PlacedRow[]> {
  const keys = await subjectKeysOf(
    tx,
    known.map(({ subject }) => subject),
  )
  return known.map(({ row, subject }) => ({ row, subject, key: keys.get(subject) ?? null }))
}

async function makePeople(tx: ShopTransaction, fresh: readonly KnownRow[]): Promise<PlacedRow[]> {
  const now = clock.now()
  const people = fresh.map(({ row, person }): PlacedRow & { made: NewPerson } => {
    const [id, key] = [uuidv7({ msecs: +now }) as SubjectId, vault.newDataKey()]
    return { row, subject: id, key, made: { id, key, identifiers: person } }
  })
  if (people.length > 0)
    await insertPeople(
      tx,
      people.map(({ made }) => made),
    )
  return people
}

/** Finds the person of one row, and leaves out what must not be taken of them. */
async function placeOne(
  tx: ShopTransaction,
  { row, person }: KnownRow,
  register: Register | null,
): Promise<PlacedRow | RowResult> {
  if (await isErasedSince(tx, person, { at: row.at, triggeredAt: row.at })) return 'erased'
  if ((await findOnePerson(tx, person)) === 'several') return 'several'
  const choices = await withoutSuppressed(tx, { row, person }, register)
  if (Object.keys(choices).length === 0) return 'suppressed'
  const subject = await identify(tx, person)
  const left = row.isDated ? choices : await withoutChosen(tx, subject, choices)
  if (Object.keys(left).length === 0) return 'older'
  return { row: { ...row, choices: left }, subject, key: await keyOf(tx, subject) }
}

/** A list that is imported subscribes nobody who objected: nobody can say that it is their own newer consent. */
async function withoutSuppressed(
  tx: ShopTransaction,
  { row, person }: Pick<KnownRow, 'row' | 'person'>,
  register: Register | null,
): Promise<Record<string, boolean>> {
  const refused = new Set<string>()
  for (const channel of MARKETING_CHANNELS) {
    const isSuppressed = register !== null && (await suppressionOf(tx, person, channel)) !== null
    if (isSuppressed) for (const purpose of purposesOf(register, channel, true)) refused.add(purpose)
  }
  return Object.fromEntries(Object.entries(row.choices).filter(([key, granted]) => !granted || !refused.has(key)))
}

/** A row without a time of its own is behind everything that the person chose in Kept. */
async function withoutChosen(tx: ShopTransaction, subject: SubjectId, choices: Record<string, boolean>) {
  const chosen = new Set((await currentChoicesOf(tx, subject)).map(({ purpose }) => purpose))
  return Object.fromEntries(Object.entries(choices).filter(([purpose]) => !chosen.has(purpose)))
}

/** The same row gives the same event, in whichever file it comes. The hash is keyed, as every other that stands in a ledger. */
function eventOf(tx: ShopTransaction, { row, subject }: PlacedRow, tool: ImportTool): NewEvent {
  const said = `${tool}/${subject}/${+row.at}/${JSON.stringify(Object.entries(row.choices).toSorted())}`
  return {
    id: eventIdAt(row.at, Buffer.from(vault.lookup(said, `${tx.shop}/imported_event`), 'hex')),
    subject,
    source: 'import',
    choices: row.choices,
    banner: null,
    region: row.region,
    gpc: false,
    shopifyConsentId: null,
    previous: null,
  }
}

/** Returns how many events are new. */
async function record(tx: ShopTransaction, placed: readonly PlacedRow[], asked: RowsToTake): Promise<number> {
  if (placed.length === 0) return 0
  const events = placed.map((one) => ({ ...one, event: eventOf(tx, one, asked.tool) }))
  const { fresh } = await appendMany(
    tx,
    events.map(({ event }) => event),
  )
  const isFresh = new Set(fresh.map(({ id }) => id))
  const taken = events.filter(({ event }) => isFresh.delete(event.id))
  await insertEvidence(
    tx,
    taken.map(({ row, key, event: { id } }): NewEvidence => {
      const { reference } = row.person
      const statedAt = row.isDated ? row.at.toISOString() : null
      return {
        eventId: id,
        origin: 'import',
        originId: asked.importId,
        facts: { where: null, statedAt, version: row.version, tool: asked.tool },
        wordingHash: asked.wordingHash,
        sealed: key && sealEvidence(tx, key, { eventId: id, ofPerson: { askedBy: null, reference } }),
      }
    }),
  )
  // What a customer refused elsewhere is refused at Shopify, too.
  const refusing = taken.filter(
    ({ row }) => row.person.customerId !== null && Object.values(row.choices).includes(false),
  )
  await followUpRefusals(tx, [...new Set(refusing.map(({ subject }) => subject))])
  return taken.length
}
