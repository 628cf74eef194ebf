import type { WrittenLanguage } from '../../../mail/index.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { recipientsSummary } from '../../../recipients/index.ts'
import { inLanguage, versionInForce } from '../../../register/index.ts'
import { readRestriction } from '../../../subjects/index.ts'
import { agreedBefore, runOfRequest, subjectOfRequest } from '../record/store.ts'
import { groundInWords, restrictionInWords } from './in-words.ts'

/** What the person is told of their restriction; null where there is none (any more). */
export async function restrictionTold(
  tx: ShopTransaction,
  requestId: string,
  language: WrittenLanguage,
): Promise<{ ground: string; lines: string[] } | null> {
  const run = await runOfRequest(tx, requestId)
  const mark = run && (await readRestriction(tx, run.id))
  if (!run || !mark) return null
  const register = (await versionInForce(tx))?.register
  const named = (register?.purposes ?? []).map(
    ({ id, name }) => [id, inLanguage(name, language, register?.languages.default ?? language)] as const,
  )
  const told = {
    ground: mark.ground,
    agreed: await agreedBefore(tx, run, await subjectOfRequest(tx, requestId)),
    purposeNames: Object.fromEntries(named),
    recipients: await recipientsSummary(tx, run.id, 'restriction'),
  }
  return { ground: groundInWords(mark.ground, language), lines: restrictionInWords(told, language) }
}
