import { Prisma } from '@prisma/client'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import {
  type Identifier,
  type IdentifierKind,
  lookupContext,
  normalise,
  type SubjectId,
  subjectContext,
  type VisitorId,
  visitorSubjectFrom,
} from './model.ts'

const lookupOf = (tx: ShopTransaction, identifier: Identifier) =>
  vault.lookup(normalise(identifier), lookupContext(tx.shop, identifier.kind))

/**
 * The subject of a visitor's browser: a keyed hash of the id that the browser keeps as a secret. Receipts and exports
 * show the subject; nobody can decide in the visitor's name with it.
 */
export const visitorSubject = (shop: ShopDomain, visitor: VisitorId): SubjectId =>
  visitorSubjectFrom(vault.lookup(visitor.toLowerCase(), `${shop}/visitor`))

/**
 * The subjects that are this person. Families share phones and sometimes an e-mail address, so a phone counts only
 * where nothing better is known, and a subject that is known to be another customer never does.
 */
export async function findSubjects(tx: ShopTransaction, person: readonly Identifier[]): Promise<SubjectId[]> {
  const telling = person.length > 1 ? person.filter((one) => one.kind !== 'phone') : person
  if (telling.length === 0) return []
  const candidates = await tx.subjectIdentifier.findMany({
    where: { OR: telling.map((one) => ({ kind: one.kind, lookup: lookupOf(tx, one) })) },
    select: { subjectId: true },
    distinct: ['subjectId'],
  })
  const ids = candidates.map((row) => row.subjectId as SubjectId)
  const customer = person.find((one) => one.kind === 'customer_id')
  if (!customer) return ids
  const others = await tx.subjectIdentifier.findMany({
    where: { subjectId: { in: ids }, kind: 'customer_id', lookup: { not: lookupOf(tx, customer) } },
    select: { subjectId: true },
  })
  const otherCustomers = new Set(others.map((row) => row.subjectId))
  return ids.filter((id) => !otherCustomers.has(id))
}

/** The subjects that are the same customer of Shopify's as this one: itself, and the browsers they signed in with. */
export async function findSamePerson(tx: ShopTransaction, id: SubjectId): Promise<SubjectId[]> {
  const rows = await tx.$queryRaw<{ id: SubjectId }[]>`
    SELECT DISTINCT other.subject_id AS id
    FROM subject_identifiers mine JOIN subject_identifiers other USING (shop, kind, lookup)
    WHERE mine.shop = ${tx.shop} AND mine.subject_id = ${id}::uuid AND kind = 'customer_id'`
  return [...new Set([id, ...rows.map((row) => row.id)])]
}

/** Since when these subjects are known to be customers; those that are not, are not in the answer. */
export async function knownSince(tx: ShopTransaction, ids: readonly SubjectId[]): Promise<Map<SubjectId, Date>> {
  const rows = await tx.subject.findMany({
    where: { id: { in: [...ids] }, identifiers: { some: { kind: 'customer_id' } } },
    select: { id: true, createdAt: true },
  })
  return new Map(rows.map(({ id, createdAt }) => [id as SubjectId, createdAt]))
}

/** Whether the subject is known to be a customer other than this one. */
export async function isAnotherCustomer(tx: ShopTransaction, id: SubjectId, person: readonly Identifier[]) {
  const customer = person.find((one) => one.kind === 'customer_id')
  if (!customer) return false
  const others = { subjectId: id, kind: 'customer_id', lookup: { not: lookupOf(tx, customer) } }
  return (await tx.subjectIdentifier.count({ where: others })) > 0
}

/** Two jobs about one person must not both create them: the second waits here for the first to commit. */
export async function lockPerson(tx: ShopTransaction, identifiers: readonly Identifier[]): Promise<void> {
  const locks = identifiers.map((one) => lookupOf(tx, one)).sort()
  for (const lock of locks) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`
}

/** Creates the subject with a key of its own, unless it is there. An erased subject stays erased. */
export async function ensureSubject(tx: ShopTransaction, id: SubjectId): Promise<void> {
  const wrappedKey = vault.wrap(vault.newDataKey(), subjectContext(tx.shop, id))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO subjects (shop, id, wrapped_key, created_at)
    VALUES (${tx.shop}, ${id}::uuid, ${wrappedKey}, ${clock.now()})
    ON CONFLICT (shop, id) DO NOTHING`)
}

/** The subject's key, or null when the subject is unknown or erased. */
export async function keyOf(tx: ShopTransaction, id: SubjectId) {
  const subject = await tx.subject.findUnique({
    where: { shop_id: { shop: tx.shop, id } },
    select: { wrappedKey: true },
  })
  return subject?.wrappedKey ? vault.unwrap(subject.wrappedKey, subjectContext(tx.shop, id)) : null
}

/** Notes who the subject is. Saying it again changes nothing. */
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

/** Destroys the keys and the identifiers. Returns how many of each there were. */
export async function eraseSubjects(tx: ShopTransaction, ids: readonly SubjectId[]) {
  const identifiers = await tx.subjectIdentifier.deleteMany({ where: { subjectId: { in: [...ids] } } })
  const subjects = await tx.subject.updateMany({
    where: { id: { in: [...ids] }, erasedAt: null },
    data: { wrappedKey: null, erasedAt: clock.now() },
  })
  return { subjects: subjects.count, identifiers: identifiers.count }
}
