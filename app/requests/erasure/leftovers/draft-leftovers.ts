import { gidOf } from '../../../shopify/person-data/ask.ts'
import { type DraftOwner, deleteDraft, readDraftOwners } from '../../../shopify/person-writes/drafts.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { PersonToErase } from '../model.ts'
import { everyPage, type Found, type Left, leftover, oneByOne } from './leftover.ts'
import { phrase, sameAddress } from './same-address.ts'

/** The customer's drafts, and those that name their address and no customer. */
async function* draftsOf(client: ShopClient, { customerId, email }: PersonToErase): AsyncGenerator<Found<DraftOwner>> {
  if (customerId !== null) {
    const gid = gidOf('Customer', customerId)
    yield* search(client, `customer_id:${customerId}`, ({ customer }) => customer?.id === gid)
  }
  if (email !== null) {
    yield* search(client, phrase(email), (draft) => !draft.customer && sameAddress(draft.email, email))
  }
}

async function* search(
  client: ShopClient,
  query: string,
  isTheirs: (draft: DraftOwner) => boolean,
): AsyncGenerator<Found<DraftOwner>> {
  for await (const { nodes } of everyPage((after) => readDraftOwners(client, query, after))) {
    const drafts = nodes.filter(isTheirs).map((draft) => ({ draft, left: leftOf(draft) }))
    yield {
      items: drafts.filter(({ left }) => left === null).map(({ draft }) => draft),
      left: drafts.flatMap(({ left }) => left ?? []),
    }
  }
}

function leftOf({ status, purchasingEntity }: DraftOwner): Left | null {
  if (status === 'COMPLETED') return { state: 'refused', reason: 'COMPLETED_DRAFT', count: 1 }
  if (purchasingEntity?.__typename === 'PurchasingCompany') {
    return { state: 'by_hand', reason: 'COMPANY_DRAFT', count: 1 }
  }
  return null
}

export const DRAFT_ORDERS = leftover({
  group: 'draft_orders',
  mutation: 'draftOrderDelete',
  scopes: ['write_draft_orders'],
  cannot: null,
  limit: 'completed_drafts',
  find: draftsOf,
  erase: oneByOne((client, { id }) => deleteDraft(client, id)),
})
