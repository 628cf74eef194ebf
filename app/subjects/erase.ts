import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { findErasures, insertErasures } from './erasures-store.ts'
import { forgetMerges, sameCustomers } from './merges-store.ts'
import { type Erasure, type Identifier, isFromBefore, type StatedTimes, type SubjectId } from './model.ts'
import { areCustomers, eraseSubjects, findSamePerson, findSubjects, isKnown, lookupOf, lookupsOf } from './store.ts'

/** Keyed hash of a subject, by which the browser of an erased person is remembered. */
const lookupOfSubject = (tx: ShopTransaction, id: SubjectId) => vault.lookup(id, `${tx.shop}/subject`)

/** Every subject of a person: those that these identifiers name, and whoever is the same customer as one of them. */
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
  /** Keyed hashes of everything that named the person. */
  lookups: string[]
}

/**
 * Removes who the person is: `subjects` with their keys and identifiers. What is left is a keyed hash of each identifier
 * and subject, by which `erasureOf` knows what comes late. Whoever calls holds the person (`lockPerson`).
 */
export async function forgetPerson(
  tx: ShopTransaction,
  person: readonly Identifier[],
  subjects: readonly SubjectId[],
  when: Omit<Erasure, 'withCustomer'>,
): Promise<Forgotten> {
  const known = await lookupsOf(tx, subjects)
  // Those of e-mail addresses and phones are in no merge.
  const lookups = await sameCustomers(tx, [...person.map((one) => lookupOf(tx, one)), ...known])
  const withCustomer = person.some(({ kind }) => kind === 'customer_id') || (await areCustomers(tx, subjects))
  await forgetMerges(tx, lookups)
  const erased = await eraseSubjects(tx, subjects)
  const remembered = [...lookups, ...subjects.map((id) => lookupOfSubject(tx, id))]
  await insertErasures(tx, remembered, { ...when, withCustomer })
  return { ...erased, lookups }
}

/**
 * The erasure that what is told of this person has to be held against; null when there is none. Whoever names a customer
 * is known by the customer's id: another customer may have the same e-mail address. Only where the erasure itself named
 * no customer, the address is enough, for customers that Kept does not know.
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
  // Somebody who was not erased has the same address: it is theirs.
  if (!telling || !erasure || (await isKnown(tx, telling.identifier, telling.lookup))) return null
  return erasure
}

/** Whether what was said of this person then is from before their erasure, and so not to be taken. */
export async function isErasedSince(
  tx: ShopTransaction,
  person: readonly Identifier[],
  said: StatedTimes,
): Promise<boolean> {
  const erasure = await erasureOf(tx, person)
  return erasure !== null && isFromBefore(erasure, said)
}

/**
 * Whether an erasure of this person was done that Shopify triggered then or later: of the same call under another webhook
 * id, say. Both times are Shopify's.
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

/** The erasure of the subject, a browser of an erased person say: it does not become somebody again. Null: not erased. */
export async function erasureOfSubject(tx: ShopTransaction, id: SubjectId): Promise<Erasure | null> {
  const lookup = lookupOfSubject(tx, id)
  return (await findErasures(tx, [lookup])).get(lookup) ?? null
}
