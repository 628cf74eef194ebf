/**
 * Which words of Shopify's and of Kept's own are written in the person's language on the pages. `data.json` and the CSV files have
 * them as they are. Pure.
 */
import type { HeldTable } from '../../held/model.ts'
import type { ColumnOf } from '../../held/tables/columns.ts'

/** The lists of words in the texts. */
export type ValueWords =
  | 'account'
  | 'cancel'
  | 'channel'
  | 'consentSource'
  | 'financial'
  | 'fulfilment'
  | 'marketing'
  | 'optIn'
  | 'parcel'
  | 'requestChannel'
  | 'requestKind'
  | 'requestState'
  | 'return'
  | 'staffAction'
  | 'staffPage'
  | 'staffRole'
  | 'subscription'
  | 'tier'
  | 'transactionKind'
  | 'transactionStatus'

/** By table and column: the list in the texts that has the words. */
const WORDS: { readonly [Table in HeldTable]?: { readonly [Column in ColumnOf<Table>]?: ValueWords } } = {
  customer: { state: 'account', productSubscriberStatus: 'subscription' },
  marketing_consents: { channel: 'channel', state: 'marketing', optInLevel: 'optIn' },
  profiles: { predictedSpendTier: 'tier' },
  subscriptions: { status: 'subscription' },
  orders: {
    displayFinancialStatus: 'financial',
    displayFulfillmentStatus: 'fulfilment',
    returnStatus: 'return',
    cancelReason: 'cancel',
  },
  order_transactions: { kind: 'transactionKind', status: 'transactionStatus' },
  order_fulfillments: { status: 'parcel' },
  consents: { source: 'consentSource' },
  requests: { kind: 'requestKind', channel: 'requestChannel', state: 'requestState' },
  staff_access: { page: 'staffPage', action: 'staffAction', role: 'staffRole' },
}

/** Null for a column whose values are written as they are. */
export const valueWordsOf = (table: HeldTable, column: string): ValueWords | null => {
  const ofTable: Readonly<Record<string, ValueWords>> = WORDS[table] ?? {}
  return (Object.hasOwn(ofTable, column) ? ofTable[column] : undefined) ?? null
}
