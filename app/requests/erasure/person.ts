import type { ShopTransaction } from '../../platform/db.ts'
import { findCustomerId } from '../../shopify/customers.ts'
import { type CustomerToErase, readCustomerToErase } from '../../shopify/data-erasure.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import {
  customerIdOf,
  findProven,
  findWholePerson,
  type Identifier,
  identifiersOf,
  readIdentifiers,
  type SubjectId,
} from '../../subjects/index.ts'
import type { PersonToErase } from './model.ts'

/** How Kept knows whom to erase. */
export interface PersonBehind {
  subjectId: SubjectId
  customerId: string | null
  identifiers: Identifier[]
}

export const personBehind = async (tx: ShopTransaction, subjectId: SubjectId): Promise<PersonBehind> => ({
  subjectId,
  customerId: await customerIdOf(tx, subjectId),
  identifiers: await readIdentifiers(tx, subjectId),
})

/** The customer at Shopify; null where it has none. */
export interface CustomerBehind extends CustomerToErase {
  id: string
}

/**
 * The customer who asks: by Shopify's number, or else by the proven e-mail address. A customer who is gone is nobody else who has
 * an address now that was theirs once.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function findCustomerBehind(client: ShopClient, person: PersonBehind): Promise<CustomerBehind | null> {
  if (person.customerId !== null) return read(client, person.customerId)
  for (const { kind, value } of person.identifiers) {
    if (kind !== 'email') continue
    const id = await findCustomerId(client.admin, value, client.retryPolicy)
    const found = id && (await read(client, id))
    if (found) return found
  }
  return null
}

async function read(client: ShopClient, id: string): Promise<CustomerBehind | null> {
  const customer = await readCustomerToErase(client, id)
  return customer && { id, ...customer }
}

/** How what Shopify's erasure leaves is found: by what Shopify has now, and by what Kept knows where there is no customer. */
export function personToErase(person: PersonBehind | null, customer: CustomerBehind | null): PersonToErase {
  if (customer) return { customerId: customer.id, email: customer.email, phone: customer.phone }
  const known = (kind: Identifier['kind']) => person?.identifiers.find((one) => one.kind === kind)?.value ?? null
  return { customerId: null, email: known('email'), phone: known('phone') }
}

/** Whom recipients are told of: by what Shopify has now, and by what Kept knows where it has nothing. */
export function personToTell(person: PersonBehind | null, customer: CustomerBehind | null): PersonToErase {
  const known = personToErase(person, null)
  return {
    customerId: customer?.id ?? person?.customerId ?? null,
    email: customer?.email ?? known.email,
    phone: customer?.phone ?? known.phone,
  }
}

/** Who is erased, while they are: by what Shopify has now, and by what Kept knows where there is no customer. */
export function identifiersToErase(person: PersonBehind | null, customer: CustomerBehind | null): Identifier[] {
  if (customer) return identifiersOf({ id: customer.id, email: customer.email, phone: customer.phone })
  return person?.identifiers ?? []
}

/** Every subject of the person: what they have proven, and what is known by what Shopify has of them now. */
export async function subjectsToErase(
  tx: ShopTransaction,
  person: PersonBehind,
  customer: CustomerBehind | null,
): Promise<SubjectId[]> {
  const proven = await findProven(tx, person.subjectId, customer?.id ?? null)
  const known = await findWholePerson(tx, identifiersToErase(person, customer))
  return [...new Set([...proven, ...known])]
}
