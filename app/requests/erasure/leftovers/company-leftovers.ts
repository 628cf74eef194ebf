import {
  type ContactProfile,
  deleteContact,
  readContactProfiles,
  removeContact,
  revokeMainContact,
} from '../../../shopify/person-writes/company-contacts.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import { leftover, oneByOne } from './leftover.ts'

const GONE = 'RESOURCE_NOT_FOUND'

/** A contact who ordered for the company is taken out of it: deleting them would tear its orders. */
async function leaveCompany(
  client: ShopClient,
  { id, isMainContact, company }: ContactProfile,
): Promise<string | null> {
  const kept = isMainContact ? await revokeMainContact(client, company.id) : null
  if (kept !== null) return kept
  const deleted = await deleteContact(client, id)
  if (deleted === null || deleted === GONE) return null
  const removed = await removeContact(client, id)
  return removed === GONE ? null : removed
}

export const COMPANY_CONTACT = leftover({
  group: 'company_contact',
  mutation: 'companyContactDelete',
  scopes: ['write_customers'],
  cannot: null,
  limit: 'company_places',
  find: async function* (client, { customerId }) {
    if (customerId !== null) yield { items: await readContactProfiles(client, customerId) }
  },
  erase: oneByOne(leaveCompany),
})
