import { Prisma } from '@prisma/client'
import { clock } from '../platform/clock.ts'
import type { DataKey } from '../platform/crypto.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import { sameCustomers } from './merges-store.ts'
import {
  type Identifier,
  type IdentifierKind,
  lookupContext,
  mailboxSubjectFrom,
  normaliseIdentifier,
  type SubjectId,
  subjectContext,
  type VisitorId,
  visitorSubjectFrom,
} from './model.ts'

/** The keyed hash that finds an identifier in a shop. */
export const lookupOf = ({ shop }: Pick<ShopTransaction, 'shop'>, identifier: Identifier): string =>
  vault.lookup(normaliseIdentifier(identifier), lookupContext(shop, identifier.kind))

/**
 * The subject of a visitor's browser: a keyed hash of the secret id in the browser. Receipts and exports show the
 * subject, and nobody can decide in the visitor's name with it.
 */
export const visitorSubject = (shop: ShopDomain, visitor: VisitorId): SubjectId =>
  visitorSubjectFrom(vault.lookup(visitor.toLowerCase(), `${shop}/visitor`))

/** The subject of a browser that only another tool knew, by the tool's own id of it. No browser can decide in its name. */
export const subjectOfReference = (shop: ShopDomain, tool: string, reference: string): SubjectId =>
  visitorSubjectFrom(vault.lookup(`${tool}/${reference}`, `${shop}/imported`))

/** The subject of whoever reads a mailbox: the same for each way to write its address. */
export const mailboxSubject = (shop: ShopDomain, address: string): SubjectId =>
  mailboxSubjectFrom(vault.lookup(normaliseIdentifier({ kind: 'email', value: address }), `${shop}/mailbox`))

/**
 * The subjects of this person. Families share phones and sometimes an e-mail address, so a phone counts only when it is
 * the only identifier, and a subject that is known as another customer never counts.
 */
export async function findSubjects(tx: ShopTransaction, person: readonly Identifier[]): Promise<SubjectId[]> {
  const telling = person.length > 1 ? person.filter((one) => one.kind !== 'phone') : person
  if (telling.length === 0) return []
  const customers = await customersOf(tx, person)
  const others = telling.filter((one) => one.kind !== 'customer_id')
  const candidates = await tx.subjectIdentifier.findMany({
    where: {
      OR: [
        { kind: 'customer_id', lookup: { in: customers } },
        ...others.map((one) => ({ kind: one.kind, lookup: lookupOf(tx, one) })),
      ],
    },
    select: { subjectId: true },
    distinct: ['subjectId'],
  })
  const ids = candidates.map((row) => row.subjectId as SubjectId)
  if (customers.length === 0) return ids
  const strangers = await otherCustomers(tx, ids, customers)
  return ids.filter((id) => !strangers.has(id))
}

/** The keyed hashes of this customer and of all that were merged with them; empty when no customer is named. */
async function customersOf(tx: ShopTransaction, person: readonly Identifier[]): Promise<string[]> {
  return sameCustomers(
    tx,
    person.filter((one) => one.kind === 'customer_id').map((one) => lookupOf(tx, one)),
  )
}

/** Those of the subjects that are known as other customers than these. */
async function otherCustomers(
  tx: ShopTransaction,
  ids: readonly SubjectId[],
  customers: readonly string[],
): Promise<Set<SubjectId>> {
  const rows = await tx.subjectIdentifier.findMany({
    where: { subjectId: { in: [...ids] }, kind: 'customer_id' },
    select: { subjectId: true, lookup: true },
  })
  const theirs = new Set(rows.filter(({ lookup }) => customers.includes(lookup)).map(({ subjectId }) => subjectId))
  return new Set(rows.map(({ subjectId }) => subjectId as SubjectId).filter((id) => !theirs.has(id)))
}

/**
 * All subjects of the same customer: this one, the browsers in which the customer signed in, and those of merged
 * customers.
 */
export async function findSamePerson(tx: ShopTransaction, id: SubjectId): Promise<SubjectId[]> {
  const rows = await tx.$queryRaw<{ id: SubjectId }[]>`
    WITH RECURSIVE same (lookup) AS (
      SELECT lookup FROM subject_identifiers
      WHERE shop = ${tx.shop} AND subject_id = ${id}::uuid AND kind = 'customer_id'
      UNION
      SELECT CASE WHEN m.deleted_lookup = same.lookup THEN m.kept_lookup ELSE m.deleted_lookup END
      FROM same JOIN merged_customers m ON m.shop = ${tx.shop} AND same.lookup IN (m.deleted_lookup, m.kept_lookup)
    )
    SELECT DISTINCT other.subject_id AS id
    FROM same JOIN subject_identifiers other USING (lookup)
    WHERE other.shop = ${tx.shop} AND other.kind = 'customer_id'`
  return [...new Set([id, ...rows.map((row) => row.id)])]
}

/** Since when these subjects are known as customers; others are left out. */
export async function knownSince(tx: ShopTransaction, ids: readonly SubjectId[]): Promise<Map<SubjectId, Date>> {
  const rows = await tx.subject.findMany({
    where: { id: { in: [...ids] }, identifiers: { some: { kind: 'customer_id' } } },
    select: { id: true, createdAt: true },
  })
  return new Map(rows.map(({ id, createdAt }) => [id as SubjectId, createdAt]))
}

/** Whether the subject is known as another customer. */
export async function isAnotherCustomer(tx: ShopTransaction, id: SubjectId, person: readonly Identifier[]) {
  const customers = await customersOf(tx, person)
  return customers.length > 0 && (await otherCustomers(tx, [id], customers)).size > 0
}

/**
 * Locks a person: two jobs must not both create the person, nor one erase what the other adds. The second waits until
 * the first commits. Merged customers are one person.
 */
export async function lockPerson(tx: ShopTransaction, identifiers: readonly Identifier[]): Promise<void> {
  const held = new Set<string>()
  for (;;) {
    const person = [...identifiers.map((one) => lookupOf(tx, one)), ...(await customersOf(tx, identifiers))]
    const missing = [...new Set(person)].filter((lock) => !held.has(lock)).sort()
    // While it waited, a merge may have added customers to the person.
    if (missing.length === 0) return
    for (const lock of missing) {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`
      held.add(lock)
    }
  }
}

/** Creates the subject with a key of its own, unless it exists. */
export async function ensureSubject(tx: ShopTransaction, id: SubjectId): Promise<void> {
  const wrappedKey = vault.wrap(vault.newDataKey(), subjectContext(tx.shop, id))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO subjects (shop, id, wrapped_key, created_at)
    VALUES (${tx.shop}, ${id}::uuid, ${wrappedKey}, ${clock.now()})
    ON CONFLICT (shop, id) DO NOTHING`)
}

export interface KnownByLookups {
  /** Whoever is known by each keyed hash. */
  subjects: ReadonlyMap<string, SubjectId[]>
  /** Keyed hashes of people who were erased or merged: they are looked at one by one. */
  special: ReadonlySet<string>
}

/** What is known of the people with these keyed hashes. Of whom neither says anything is new. */
export async function knownByLookups(tx: ShopTransaction, lookups: readonly string[]): Promise<KnownByLookups> {
  const rows = await tx.subjectIdentifier.findMany({
    where: { lookup: { in: [...lookups] } },
    select: { lookup: true, subjectId: true },
  })
  const special = await tx.$queryRaw<{ lookup: string }[]>`
    SELECT lookup FROM remembered_erasures WHERE shop = ${tx.shop} AND lookup = ANY (${[...lookups]}::text[])
    UNION SELECT kept_lookup FROM merged_customers WHERE shop = ${tx.shop} AND kept_lookup = ANY (${[...lookups]}::text[])
    UNION SELECT deleted_lookup FROM merged_customers
      WHERE shop = ${tx.shop} AND deleted_lookup = ANY (${[...lookups]}::text[])`
  const subjects = new Map<string, SubjectId[]>()
  for (const { lookup, subjectId } of rows)
    subjects.set(lookup, [...(subjects.get(lookup) ?? []), subjectId as SubjectId])
  return { subjects, special: new Set(special.map(({ lookup }) => lookup)) }
}

/** The keys of these subjects; those that are gone are left out. */
export async function subjectKeysOf(tx: ShopTransaction, ids: readonly SubjectId[]): Promise<Map<SubjectId, DataKey>> {
  const rows = await tx.subject.findMany({ where: { id: { in: [...ids] } }, select: { id: true, wrappedKey: true } })
  return new Map(
    rows.map(({ id, wrappedKey }) => [
      id as SubjectId,
      vault.unwrap(wrappedKey, subjectContext(tx.shop, id as SubjectId)),
    ]),
  )
}

/** Locks whoever has these keyed hashes, in one order, as `lockPerson` does one by one. */
export async function lockLookups(tx: ShopTransaction, lookups: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT count(pg_advisory_xact_lock(hashtextextended(lookup, 0)))
    FROM (SELECT DISTINCT lookup FROM unnest(${[...lookups]}::text[]) AS lookup ORDER BY lookup) AS ordered`
}

export interface NewPerson {
  id: SubjectId
  key: DataKey
  identifiers: readonly Identifier[]
}

/** Creates subjects of people of whom nothing is known. The caller has locked them and looked (`knownByLookups`). */
export async function insertPeople(tx: ShopTransaction, people: readonly NewPerson[]): Promise<void> {
  const createdAt = clock.now()
  await tx.subject.createMany({
    data: people.map(({ id, key }) => ({
      shop: tx.shop,
      id,
      createdAt,
      wrappedKey: new Uint8Array(vault.wrap(key, subjectContext(tx.shop, id))),
    })),
  })
  await tx.subjectIdentifier.createMany({
    data: people.flatMap(({ id, key, identifiers }) =>
      identifiers.map((one) => ({
        shop: tx.shop,
        subjectId: id,
        kind: one.kind,
        lookup: lookupOf(tx, one),
        value: new Uint8Array(vault.seal(key, one.value, subjectContext(tx.shop, id))),
      })),
    ),
  })
}

/** The subject's key; null when the subject does not exist (any more). */
export async function keyOf(tx: ShopTransaction, id: SubjectId) {
  const subject = await tx.subject.findUnique({
    where: { shop_id: { shop: tx.shop, id } },
    select: { wrappedKey: true },
  })
  return subject ? vault.unwrap(subject.wrappedKey, subjectContext(tx.shop, id)) : null
}

/** Stores the subject's identifiers. Running it again changes nothing. */
export async function addIdentifiers(tx: ShopTransaction, id: SubjectId, identifiers: readonly Identifier[]) {
  const key = await keyOf(tx, id)
  if (!key) return
  const context = subjectContext(tx.shop, id)
  await tx.subjectIdentifier.createMany({
    data: identifiers.map((one) => ({
      shop: tx.shop,
      subjectId: id,
      kind: one.kind,
      lookup: lookupOf(tx, one),
      value: new Uint8Array(vault.seal(key, one.value, context)),
    })),
    skipDuplicates: true,
  })
}

/** An identifier was wrong: the subject is found by the right one from now on. Nothing where it is not known by the wrong one. */
export async function replaceIdentifier(
  tx: ShopTransaction,
  id: SubjectId,
  { kind, old, value }: { kind: IdentifierKind; old: string; value: string | null },
): Promise<void> {
  const lookup = lookupOf(tx, { kind, value: old })
  const { count } = await tx.subjectIdentifier.deleteMany({ where: { subjectId: id, kind, lookup } })
  if (count > 0 && value !== null) await addIdentifiers(tx, id, [{ kind, value }])
}

export async function readIdentifiers(tx: ShopTransaction, id: SubjectId): Promise<Identifier[]> {
  const key = await keyOf(tx, id)
  if (!key) return []
  const rows = await tx.subjectIdentifier.findMany({
    where: { subjectId: id },
    select: { kind: true, value: true },
    orderBy: { kind: 'asc' },
  })
  const context = subjectContext(tx.shop, id)
  return rows.map((row) => ({
    kind: row.kind as IdentifierKind,
    value: vault.open(key, row.value, context).toString('utf8'),
  }))
}

/** The keyed hashes of all identifiers of the subjects. */
export async function lookupsOf(tx: ShopTransaction, ids: readonly SubjectId[]): Promise<string[]> {
  const rows = await tx.subjectIdentifier.findMany({ where: { subjectId: { in: [...ids] } }, select: { lookup: true } })
  return rows.map(({ lookup }) => lookup)
}

/** Whether any of the subjects is known as a customer. */
export async function areCustomers(tx: ShopTransaction, ids: readonly SubjectId[]): Promise<boolean> {
  return (await tx.subjectIdentifier.count({ where: { subjectId: { in: [...ids] }, kind: 'customer_id' } })) > 0
}

/** Whether an existing subject has this identifier. */
export async function isKnown(tx: ShopTransaction, { kind }: Identifier, lookup: string): Promise<boolean> {
  return (await tx.subjectIdentifier.count({ where: { kind, lookup } })) > 0
}

/** Deletes the subjects with their keys and identifiers. Returns the number of each. */
export async function eraseSubjects(tx: ShopTransaction, ids: readonly SubjectId[]) {
  const identifiers = await tx.subjectIdentifier.deleteMany({ where: { subjectId: { in: [...ids] } } })
  const subjects = await tx.subject.deleteMany({ where: { id: { in: [...ids] } } })
  return { subjects: subjects.count, identifiers: identifiers.count }
}

/** The shop's subjects in the order of their ids, from the one after `last` on. */
export async function subjectsAfter(tx: ShopTransaction, last: SubjectId | null, most: number): Promise<SubjectId[]> {
  const rows = await tx.subject.findMany({
    where: last === null ? {} : { id: { gt: last } },
    orderBy: { id: 'asc' },
    select: { id: true },
    take: most,
  })
  return rows.map(({ id }) => id as SubjectId)
}
