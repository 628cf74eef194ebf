/** Restriction of processing (GDPR Art. 18): a mark on the subject, which follows the person through merges. */
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { type Identifier, identifiersOf, type SubjectId } from '../model.ts'
import { findSubjects, lookupOf } from '../store.ts'
import { RESTRICTION_GROUNDS, type RestrictionGround } from '../words.ts'

const mark = z.object({ ground: z.enum(RESTRICTION_GROUNDS), since: z.date() })
const lifting = z.object({
  liftingSince: z.date().nullable(),
  liftOn: z
    .date()
    .transform((day) => day.toISOString().slice(0, 10))
    .nullable(),
  liftedAt: z.date().nullable(),
})
const restrictionMark = z.object({ ...mark.shape, ...lifting.shape })

export interface Restriction extends z.infer<typeof restrictionMark> {
  /** The subjects that it marks: who asked, and the customer behind a mailbox. */
  subjects: SubjectId[]
}

/** Null once the person is erased: the mark goes with them. */
export async function readRestriction(tx: ShopTransaction, id: string): Promise<Restriction | null> {
  const rows = await tx.subjectRestriction.findMany({ where: { id }, orderBy: { subjectId: 'asc' } })
  const [first] = rows
  if (!first) return null
  return { ...restrictionMark.parse(first), subjects: rows.map(({ subjectId }) => subjectId as SubjectId) }
}

export interface NewRestriction {
  id: string
  subjectId: SubjectId
  ground: RestrictionGround
  since: Date
}

/** Marks a subject. The same restriction may mark several subjects of one person; a mark that is there stays as it is. */
export async function markRestricted(tx: ShopTransaction, restriction: NewRestriction): Promise<void> {
  await tx.subjectRestriction.createMany({ data: [{ shop: tx.shop, ...restriction }], skipDuplicates: true })
}

export interface Lifting {
  liftingSince?: Date | null
  /** ISO date at the shop's place. */
  liftOn?: string | null
  liftedAt?: Date
}

export async function changeRestriction(
  tx: ShopTransaction,
  id: string,
  { liftOn, ...change }: Lifting,
): Promise<void> {
  const day = liftOn === undefined ? {} : { liftOn: liftOn === null ? null : new Date(`${liftOn}T00:00:00Z`) }
  await tx.subjectRestriction.updateMany({ where: { id }, data: { ...change, ...day } })
}

const marked = z.object({ start: z.string(), id: z.string(), lifted: z.boolean() })

/** The restrictions of each of these subjects: their own, and those of whoever is the same customer, merged ones too. */
async function restrictionsAmong(tx: ShopTransaction, ids: readonly SubjectId[]) {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE same (start, lookup) AS (
      SELECT subject_id, lookup FROM subject_identifiers
      WHERE shop = ${tx.shop} AND subject_id = ANY (${[...new Set(ids)]}::uuid[]) AND kind = 'customer_id'
      UNION
      SELECT same.start, CASE WHEN m.deleted_lookup = same.lookup THEN m.kept_lookup ELSE m.deleted_lookup END
      FROM same JOIN merged_customers m ON m.shop = ${tx.shop} AND same.lookup IN (m.deleted_lookup, m.kept_lookup)
    ), person (start, subject_id) AS (
      SELECT id, id FROM unnest(${[...new Set(ids)]}::uuid[]) AS id
      UNION
      SELECT same.start, other.subject_id FROM same JOIN subject_identifiers other USING (lookup)
      WHERE other.shop = ${tx.shop} AND other.kind = 'customer_id'
    )
    SELECT DISTINCT person.start::text AS start, r.id::text AS id, r.lifted_at IS NOT NULL AS lifted
    FROM person JOIN subject_restrictions r ON r.shop = ${tx.shop} AND r.subject_id = person.subject_id`
  return rows.map((row) => marked.parse(row))
}

/** Those of these subjects whose person's data may only be stored (Art. 18(2)). */
export async function restrictedAmong(tx: ShopTransaction, ids: readonly SubjectId[]): Promise<Set<SubjectId>> {
  const rows = await restrictionsAmong(tx, ids)
  return new Set(rows.flatMap(({ start, lifted }) => (lifted ? [] : [start as SubjectId])))
}

/** Of an erased person nobody knows it any more. */
export const isRestricted = async (tx: ShopTransaction, id: SubjectId | null): Promise<boolean> =>
  id !== null && (await restrictedAmong(tx, [id])).size > 0

/** The ids of all restrictions of the person with this subject, also of those that ended. */
export const restrictionsOf = async (
  tx: ShopTransaction,
  id: SubjectId,
): Promise<{ id: string; isInForce: boolean }[]> =>
  (await restrictionsAmong(tx, [id])).map(({ id: restriction, lifted }) => ({ id: restriction, isInForce: !lifted }))

/**
 * Those of Shopify's customers whom a sweep leaves out (Art. 18(2)): nothing is done with their data by itself but storing it.
 * For whoever works through customers in bulk, such as retention.
 *
 * @param customerIds Shopify's numbers
 */
export async function customersLeftOut(tx: ShopTransaction, customerIds: readonly string[]): Promise<Set<string>> {
  const named = customerIds.flatMap((id) => identifiersOf({ id }))
  const subjects = await subjectsOfCustomers(tx, named)
  const restricted = await restrictedAmong(tx, [...subjects.keys()])
  return new Set([...restricted].flatMap((subject) => subjects.get(subject) ?? []))
}

/** Whom each subject is: one query for all, and one more for each customer of whom Kept knows only a merge. */
async function subjectsOfCustomers(
  tx: ShopTransaction,
  named: readonly Identifier[],
): Promise<Map<SubjectId, string[]>> {
  const byLookup = new Map(named.map((one) => [lookupOf(tx, one), one.value]))
  const rows = await tx.subjectIdentifier.findMany({
    where: { kind: 'customer_id', lookup: { in: [...byLookup.keys()] } },
    select: { subjectId: true, lookup: true },
  })
  const subjects = new Map<SubjectId, string[]>()
  const add = (subject: SubjectId, value: string) => subjects.set(subject, [...(subjects.get(subject) ?? []), value])
  for (const { subjectId, lookup } of rows) add(subjectId as SubjectId, byLookup.get(lookup) ?? '')
  const merged = await tx.mergedCustomer.findMany({
    where: { OR: [{ keptLookup: { in: [...byLookup.keys()] } }, { deletedLookup: { in: [...byLookup.keys()] } }] },
    select: { keptLookup: true, deletedLookup: true },
  })
  for (const lookup of new Set(merged.flatMap(({ keptLookup, deletedLookup }) => [keptLookup, deletedLookup]))) {
    const value = byLookup.get(lookup)
    if (value === undefined) continue
    for (const subject of await findSubjects(tx, [{ kind: 'customer_id', value }])) add(subject, value)
  }
  return subjects
}
