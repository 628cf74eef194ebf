/** The answer to a request, as its person downloads it. */
import type { ShopTransaction } from '../../platform/db.ts'
import { answerPortions, noteDownload, readAnswer } from '../answer/index.ts'

export interface OwnAnswer {
  state: 'making' | 'ready' | 'failed'
  /** Of a hundred. */
  percent: number
  bytes: number
  downloads: number
  availableUntil: Date | null
}

export const answers = {
  read: async (tx: ShopTransaction, requestId: string): Promise<OwnAnswer | null> => {
    const answer = await readAnswer(tx, requestId)
    if (!answer || answer.state === 'looked' || answer.state === 'expired') return null
    const { state, percent, bytes, downloads, availableUntil } = answer
    return { state, percent, bytes: bytes ?? 0, downloads: downloads.length, availableUntil }
  },
  noteDownload: (tx: ShopTransaction, requestId: string): Promise<boolean> =>
    noteDownload(tx, requestId, { by: 'person', staffId: null }),
  portions: answerPortions,
}
