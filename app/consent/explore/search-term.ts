import { isMailAddress } from '../../platform/mail-address.ts'
import { MAX_SEARCH } from './words.ts'

/** What staff pasted into the search field, parsed. */
export type SearchTerm =
  | { kind: 'email'; email: string }
  | { kind: 'customer'; id: string }
  /** The id of a record or of a visitor. */
  | { kind: 'uuid'; id: string }

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** A customer's number, Shopify's global id, or the address of the customer's page in the admin. */
const CUSTOMER = /^(?:gid:\/\/shopify\/Customer\/|https:\/\/\S*\/customers\/)?(\d{1,20})(?:[/?#]\S*)?$/

/** An e-mail address alone, or as mail programs copy it: `Anna Berg <anna@example.com>`. */
const ADDRESS = /^(?:[^<>]*<)?([^<>\s]+@[^<>\s]+?)>?$/

/** Null when it is none of these. */
export function parseSearchTerm(pasted: string): SearchTerm | null {
  const text = pasted.trim()
  // The time of these expressions grows with the square of the length.
  if (text.length > MAX_SEARCH) return null
  // E-mail first: an address may contain a UUID, but no UUID contains an address.
  const email = ADDRESS.exec(text)?.[1]
  if (email && isMailAddress(email)) return { kind: 'email', email }
  const uuid = UUID.exec(text)?.[0]
  if (uuid) return { kind: 'uuid', id: uuid.toLowerCase() }
  const customer = CUSTOMER.exec(text)?.[1]
  return customer ? { kind: 'customer', id: customer } : null
}
