import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { reportTrackers } from '../../register/index.ts'
import type { CheckCall } from './call.ts'
import { findOpenCheck, insertPhase } from './store.ts'
import { tokenHash } from './token.ts'

/**
 * Stores the report of one phase. Only the first report of a phase counts; sending it again changes nothing. A call
 * without a phase only asks whether the check is open. Returns false when the shop has no open check with this token.
 */
export async function reportPhase(tx: ShopTransaction, { token, ...report }: CheckCall): Promise<boolean> {
  const at = clock.now()
  const checkId = await findOpenCheck(tx, tokenHash(token), at)
  if (checkId === null) return false
  if (!('phase' in report)) return true
  await insertPhase(tx, { checkId, ...report, reportedAt: at })
  const names = [...report.cookies, ...report.storage]
  // Names that the register does not declare are offered to staff.
  if (names.length > 0) await reportTrackers(tx, { names })
  return true
}
