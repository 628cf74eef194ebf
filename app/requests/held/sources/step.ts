import type { ShopTransaction } from '../../../platform/db.ts'
import type { GrantedScopes } from '../../../shopify/person-data/scopes.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { SubjectId } from '../../../subjects/index.ts'
import type { HeldRow, HeldTable, Unread } from '../model.ts'

/** The customer at Shopify, as the first step found them. */
export interface CustomerOfAsker {
  /** Shopify's number. */
  id: string
  gid: string
  /** What Shopify's searches find them by: an e-mail address, else a phone number; null without either. */
  search: string | null
  numberOfOrders: number
}

/** Rows, and where to go on. */
export interface StepPage {
  rows: HeldRow[]
  /** Null behind the last page. */
  next: string | null
  unread: Unread[]
}

interface AskedOfShopify {
  client: ShopClient
  scopes: GrantedScopes
  customer: CustomerOfAsker
  /** How many rows of a table were read before this page. */
  readSoFar(table: HeldTable): number
}

/** One of the families of data at Shopify, read page by page. */
export interface ShopifyStep {
  name: string
  tables: readonly [HeldTable, ...HeldTable[]]
  /** What the merchant must have granted; every one. */
  scopes: readonly string[]
  read(asked: AskedOfShopify, cursor: string | null): Promise<StepPage>
}

/** What Kept itself holds. */
export interface KeptStep {
  name: string
  tables: readonly [HeldTable, ...HeldTable[]]
  read(tx: ShopTransaction, subjects: readonly SubjectId[], cursor: string | null): Promise<StepPage>
}

/** Parts of an answer that have a table of their own. */
const TABLE_OF_PART: Record<string, Partial<Record<string, HeldTable>>> = {
  orders: {
    lineItems: 'order_lines',
    transactions: 'order_transactions',
    refunds: 'order_refunds',
    fulfillments: 'order_fulfillments',
    customerJourneySummary: 'order_visits',
    metafields: 'order_metafields',
  },
  draft_orders: { lineItems: 'draft_order_lines' },
  abandoned_checkouts: { lineItems: 'abandoned_checkout_lines' },
  company_contacts: { company: 'companies', companyLocation: 'company_locations' },
}

/** What Kept is not approved for, by the paths of the fields that came empty. */
export function notApproved(table: HeldTable, denied: readonly string[]): Unread[] {
  const parts = TABLE_OF_PART[table] ?? {}
  const tables = denied.map(
    (path) =>
      path
        .split('.')
        .flatMap((part) => parts[part] ?? [])
        .at(0) ?? table,
  )
  return [...new Set(tables)].map((one) => ({ table: one, reason: 'not_approved', scope: null }))
}

/** What a list has beyond what was read of it. */
export const moreThanRead = (table: HeldTable, isMore: boolean): Unread[] =>
  isMore ? [{ table, reason: 'more_than_read', scope: null }] : []

/** The cursor of lists within lists: the page that was read, and what is longer than a page and has still to be read. */
export interface NestedCursor<Kind extends string> {
  /** Of the next outer page; null for the first one, `end` behind the last. */
  after: string | null
  isLast: boolean
  todo: { kind: Kind; id: string; after: string | null }[]
}

export const readNested = <Kind extends string>(cursor: string | null): NestedCursor<Kind> =>
  cursor === null ? { after: null, isLast: false, todo: [] } : JSON.parse(cursor)

export const writtenNested = <Kind extends string>(cursor: NestedCursor<Kind>): string | null =>
  cursor.isLast && cursor.todo.length === 0 ? null : JSON.stringify(cursor)

/** The list behind the first page of an inner connection, where there is more. */
export function further<Kind extends string>(
  kind: Kind,
  id: string,
  connection: { pageInfo: { hasNextPage: boolean; endCursor?: string | null } } | null | undefined,
): NestedCursor<Kind>['todo'] {
  return connection?.pageInfo.hasNextPage ? [{ kind, id, after: connection.pageInfo.endCursor ?? null }] : []
}
