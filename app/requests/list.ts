import type { ShopTransaction } from '../platform/db.ts'
import { customerIdOf, readIdentifiers, type SubjectId } from '../subjects/index.ts'
import { listOpenRequests, type OpenRequestRow } from './store.ts'

export interface OpenRequest extends Omit<OpenRequestRow, 'subjectId'> {
  /** Shopify's id of the customer. */
  customerId: string | null
  /** How to reach a person who is no customer of Shopify's: an e-mail address, else a phone number. */
  contact: string | null
}

interface OpenRequestsPage {
  requests: OpenRequest[]
  /** Pass it as `after` to get the next page; null on the last one. */
  next: string | null
}

/** Requests that nobody has closed, with who asks, the one that is due first on top. */
export async function openRequests(
  tx: ShopTransaction,
  page: { size: number; after: string | null },
): Promise<OpenRequestsPage> {
  const { rows, next } = await listOpenRequests(tx, page)
  const requests: OpenRequest[] = []
  for (const { subjectId, ...request } of rows) {
    requests.push({ ...request, ...(subjectId ? await personOf(tx, subjectId) : { customerId: null, contact: null }) })
  }
  return { requests, next }
}

async function personOf(tx: ShopTransaction, id: SubjectId): Promise<Pick<OpenRequest, 'customerId' | 'contact'>> {
  const customerId = await customerIdOf(tx, id)
  if (customerId !== null) return { customerId, contact: null }
  const identifiers = await readIdentifiers(tx, id)
  const contact = identifiers.find(({ kind }) => kind === 'email') ?? identifiers.find(({ kind }) => kind === 'phone')
  return { customerId: null, contact: contact?.value ?? null }
}
