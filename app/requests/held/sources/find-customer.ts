import { findCustomerId } from '../../../shopify/customers.ts'
import { CustomerGone } from '../../../shopify/person-data/ask.ts'
import { type CustomerNode, readCustomer } from '../../../shopify/person-data/customer.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { Identifier } from '../../../subjects/index.ts'

/** How Kept knows who asks. */
export interface KnownAsker {
  /** Shopify's number of the customer; null where Kept does not know them as one. */
  customerId: string | null
  identifiers: readonly Identifier[]
}

export type FoundCustomer = { id: string; node: CustomerNode | null; denied: string[] }

/**
 * The customer that is who asks: by Shopify's number, or else by the proven e-mail address. Null when Shopify has none: then
 * it holds nothing about them. A customer who is gone is nobody else who has an address now that was theirs once, or that a
 * letter named.
 */
export async function findCustomer(client: ShopClient, asker: KnownAsker): Promise<FoundCustomer | null> {
  if (asker.customerId !== null) return readOrNull(client, asker.customerId)
  for (const { kind, value } of asker.identifiers) {
    if (kind !== 'email') continue
    const id = await findCustomerId(client.admin, value, client.retryPolicy)
    const found = id && (await readOrNull(client, id))
    if (found) return found
  }
  return null
}

async function readOrNull(client: ShopClient, id: string): Promise<FoundCustomer | null> {
  try {
    const { customer, denied } = await readCustomer(client, id)
    return { id, node: customer, denied }
  } catch (error) {
    if (error instanceof CustomerGone) return null
    throw error
  }
}
