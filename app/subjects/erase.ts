import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { findErasures, insertErasures } from './erasures-store.ts'
import { forgetMerges, sameCustomers } from './merges-store.ts'
import { type Erasure, type Identifier, isFromBefore, type StatedTimes, type SubjectId } from './model.ts'
import {
  areCustomers,
  eraseSubjects,
  findSamePerson,
  findSubjects,
  isKnown,
  lookupOf,
  lookupsOf,
  subjectsAfter,
} from './store.ts'

/** The keyed hash of a subject, by which an erased person's browser is remembered. */
const lookupOfSubject = (tx: ShopTransaction, id: SubjectId) => vault.lookup(id, `${tx.shop}/subject`)

/** Every subject of a person: those with these identifiers, and those that are the same customer. */
export async function findWholePerson(tx: ShopTransaction, person: readonly Identifier[]): Promise<SubjectId[]> {
  const whole = new Set<SubjectId>()
  for (const id of await findSubjects(tx, person)) {
    for (const same of await findSamePerson(tx, id)) whole.add(same)
  }
  return [...whole]
}

export interface Forgotten {
  subjects: number
  identifiers: number
  /** Keyed hashes of everything that identified the person. */
  lookups: string[]
}

/**
 * Deletes the identity of `subjects`: their keys and identifiers. A keyed hash of each identifier and subject stays, by
 * which `erasureOf` recognises late data. The caller has locked the person (`lockPerson`).
 */
export async function forgetPerson(
  tx: ShopTransaction,
  person: readonly Identifier[],
  subjects: readonly SubjectId[],
  when: Omit<Erasure, 'withCustomer'>,
): Promise<Forgotten> {
  const known = await lookupsOf(tx, subjects)
  // Hashes of e-mail addresses and phones never match a merge.
  const lookups = await sameCustomers(tx, [...person.map((one) => lookupOf(tx, one)), ...known])
  const withCustomer = person.some(({ kind }) => kind === 'customer_id') || (await areCustomers(tx, subjects))
  await forgetMerges(tx, lookups)
  const erased = await eraseSubjects(tx, subjects)
  const remembered = [...lookups, ...subjects.map((id) => lookupOfSubject(tx, id))]
  await insertErasures(tx, remembered, { ...when, withCustomer })
  return { ...erased, lookups }
}

/**
 * The erasure against which new data about this person must be checked; null when there is none. A customer is
 * identified by the customer's id, because another customer may have the same e-mail address. The address alone counts
 * only for an erasure without a customer id, and for customers that Kept does not know.
 */
export async function erasureOf(tx: ShopTransaction, person: readonly Identifier[]): Promise<Erasure | null> {
  const named = person.map((identifier) => ({ identifier, lookup: lookupOf(tx, identifier) }))
  const erasures = await findErasures(
    tx,
    named.map(({ lookup }) => lookup),
  )
  const of = (kind: Identifier['kind']) => named.find(({ identifier }) => identifier.kind === kind)
  const customer = of('customer_id')
  const telling = of('email') ?? of('phone')
  const erasure = telling && erasures.get(telling.lookup)
  if (customer) {
    const own = erasures.get(customer.lookup)
    if (own) return own
    if (!erasure || erasure.withCustomer || (await isKnown(tx, customer.identifier, customer.lookup))) return null
    return erasure
  }
  // A person who was not erased has the same address: it is theirs.
  if (!telling || !erasure || (await isKnown(tx, telling.identifier, telling.lookup))) return null
  return erasure
}

/** Whether data about this person is from before their erasure, and must not be stored. */
export async function isErasedSince(
  tx: ShopTransaction,
  person: readonly Identifier[],
  said: StatedTimes,
): Promise<boolean> {
  const erasure = await erasureOf(tx, person)
  return erasure !== null && isFromBefore(erasure, said)
}

/**
 * Whether this person was erased by a call that Shopify triggered then or later, for example the same call under
 * another webhook id. Both times are Shopify's.
 */
export async function isRepeatedErasure(
  tx: ShopTransaction,
  person: readonly Identifier[],
  triggeredAt: Date,
): Promise<boolean> {
  const lookups = person.map((one) => lookupOf(tx, one))
  const erasures = await findErasures(tx, lookups)
  return lookups.every((lookup) => {
    const known = erasures.get(lookup)?.triggeredAt
    return known && known >= triggeredAt
  })
}

const SUBJECTS_A_LOOK = 10_000

/**
 * The subjects that are there although these hashes say that they were erased: a backup from before was restored. Each is
 * known by its own hash, so that an address that two people share erases nobody else.
 */
export async function findErasedSubjects(tx: ShopTransaction, lookups: ReadonlySet<string>): Promise<SubjectId[]> {
  const found: SubjectId[] = []
  let page = await subjectsAfter(tx, null, SUBJECTS_A_LOOK)
  for (let last = page.at(-1); last; last = page.at(-1)) {
    found.push(...page.filter((id) => lookups.has(lookupOfSubject(tx, id))))
    page = await subjectsAfter(tx, last, SUBJECTS_A_LOOK)
  }
  return found
}

/**
 * The erasure of this subject, such as an erased person's browser, which must not become a subject again. Null: not
 * erased.
 */
export async function erasureOfSubject(tx: ShopTransaction, id: SubjectId): Promise<Erasure | null> {
  const lookup = lookupOfSubject(tx, id)
  return (await findErasures(tx, [lookup])).get(lookup) ?? null
}
