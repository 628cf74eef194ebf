import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { AnsweredRow, HeldRow, HeldTable, Unread } from '../held/model.ts'

/** What an answer is made from: what was collected about the person, and what the shop says of its answers. */
export interface HeldReader {
  /** In the order of the tables; masked as the rules and staff say. */
  answeredRows(shop: ShopDomain, requestId: string): AsyncIterable<AnsweredRow>
  /** Null before the first. */
  readCollection(tx: ShopTransaction, requestId: string): Promise<CollectionSummary | null>
  /** Begins to read what is held. */
  startCollecting(tx: ShopTransaction, requestId: string): Promise<unknown>
  /** Whether the shop answers people who are signed in without staff having looked. */
  answersAtOnce(tx: ShopTransaction): Promise<boolean>
  /** The register's names of what a column stands for in this row: `Customer.firstName`. */
  fieldsOf(table: HeldTable, column: string, values: HeldRow['values']): readonly string[]
}

export interface CollectionSummary {
  state: 'collecting' | 'collected' | 'failed' | 'destroyed'
  unread: Unread[]
  finishedAt: Date | null
}
