import { domainToASCII, domainToUnicode } from 'node:url'
import type { ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { findCustomerId } from '../../shopify/customers.ts'
import { findSubjects, identifiersOf, type SubjectId, type VisitorId, visitorSubject } from '../../subjects/index.ts'
import { searchEvents } from '../ledger/index.ts'
import { type LedgerQuery, MOST_VISITORS } from './query.ts'
import { parseSearchTerm } from './search-term.ts'

export type SearchResult =
  | { ok: true; query: LedgerQuery }
  /** `shopify_silent`: Kept does not know the address, and Shopify did not answer whose it is. */
  | { ok: false; reason: 'not_understood' | 'nobody' | 'unknown_id' | 'shopify_silent' }

interface SearchScope {
  admin: AdminApi
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/**
 * Turns what staff pasted into a query. For an e-mail address the query holds the random ids of its owners and
 * Shopify's customer id, so that neither the page's address nor a log on the way holds the e-mail address.
 */
export async function search({ admin, inShop }: SearchScope, pasted: string): Promise<SearchResult> {
  const typed = parseSearchTerm(pasted)
  switch (typed?.kind) {
    case 'customer':
      return { ok: true, query: { customer: typed.id } }
    case 'uuid':
      return inShop((tx) => findUuid(tx, typed.id))
    case 'email':
      return findByEmail({ admin, inShop }, typed.email)
    default:
      return { ok: false, reason: 'not_understood' }
  }
}

async function findUuid(tx: ShopTransaction, id: string): Promise<SearchResult> {
  const holds = async (filter: Parameters<typeof searchEvents>[1]) =>
    (await searchEvents(tx, filter, { size: 1, before: null })).events.length > 0
  if (await holds({ recordId: id })) return { ok: true, query: { record: id } }
  // The id may come from a receipt or an export, or be the secret id that the visitor's browser keeps.
  for (const visitor of [id as SubjectId, visitorSubject(tx.shop, id as VisitorId)]) {
    if (await holds({ subjects: [visitor] })) return { ok: true, query: { visitor: [visitor] } }
  }
  return { ok: false, reason: 'unknown_id' }
}

/** As typed, and with the domain in either form: Shopify has the one that the customer typed. */
function spellingsOf(email: string): string[] {
  const at = email.lastIndexOf('@')
  const domain = email
    .slice(at + 1)
    .normalize('NFC')
    .toLowerCase()
  const forms = new Set([domain, domainToASCII(domain), domainToUnicode(domain)])
  return [...forms].map((form) => `${email.slice(0, at).normalize('NFC')}@${form}`)
}

/** The storefront sends Kept a customer's number and never the address, so only Shopify can find the customer. */
async function findByEmail({ admin, inShop }: SearchScope, email: string): Promise<SearchResult> {
  const visitor = await inShop((tx) => findSubjects(tx, identifiersOf({ email })))
  const known = visitor.length > 0 ? { visitor: visitor.slice(0, MOST_VISITORS) } : {}
  try {
    for (const spelling of spellingsOf(email)) {
      const customer = await findCustomerId(admin, spelling)
      if (customer) return { ok: true, query: { customer, ...known } }
    }
  } catch (error) {
    if (!(error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal)) throw error
    log.warn({ err: error }, 'Shopify did not say whose an e-mail address is')
    if (visitor.length === 0) return { ok: false, reason: 'shopify_silent' }
  }
  return visitor.length > 0 ? { ok: true, query: known } : { ok: false, reason: 'nobody' }
}
