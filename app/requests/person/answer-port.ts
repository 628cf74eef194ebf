/** The answer to a request, as its person downloads it. */
import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'

export interface AnswerState {
  state: 'making' | 'ready' | 'failed'
  /** Of a hundred. */
  percent: number
  bytes: number
  downloads: number
  availableUntil: Date | null
}

export const answers = {
  read: async (_tx: ShopTransaction, _requestId: string): Promise<AnswerState | null> => null,
  noteDownload: async (_tx: ShopTransaction, _requestId: string): Promise<void> => undefined,
  portions: (_shop: ShopDomain, _requestId: string): AsyncIterable<Uint8Array> => (async function* () {})(),
}
