import type { WrittenLanguage } from '../../../mail/index.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { recipientsSummary, summaryLines } from '../../../recipients/index.ts'
import { isSettledCorrection } from '../model.ts'
import { type CorrectionLine, readCorrections, readRectificationRow, sealingFor } from '../store.ts'
import { correctionsInWords, type ToldCorrection } from './in-words.ts'

const isTold = (line: CorrectionLine): line is CorrectionLine & Pick<ToldCorrection, 'state'> =>
  isSettledCorrection(line.state)

/** What the person is told of their corrections, and of the recipients of their data. Null where nothing was decided. */
export async function correctionsTold(
  tx: ShopTransaction,
  requestId: string,
  language: WrittenLanguage,
): Promise<string | null> {
  const row = await readRectificationRow(tx, requestId)
  if (!row) return null
  const lines = (await readCorrections(tx, requestId, await sealingFor(tx, requestId))).filter(isTold)
  if (lines.length === 0) return null
  const told = lines.map(({ content, ...line }) => ({
    ...line,
    name: content?.place.name ?? null,
    note: content?.note ?? null,
  }))
  const summary = await recipientsSummary(tx, row.occasionId)
  return [...correctionsInWords(told, language), ...(summary.count > 0 ? summaryLines(summary, language) : [])].join(
    '\n',
  )
}
