import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { reportTrackers } from '../../register/index.ts'
import type { CheckCall } from './call.ts'
import { findOpenCheck, insertPhase } from './store.ts'
import { tokenHash } from './token.ts'

/**
 * Takes what a phase of a check saw; the first report of a phase counts, and the same one again changes nothing. A call
 * without a phase only asks. False: no check of this shop has the token, or its time is over.
 */
export async function reportPhase(tx: ShopTransaction, { token, ...report }: CheckCall): Promise<boolean> {
  const at = clock.now()
  const checkId = await findOpenCheck(tx, tokenHash(token), at)
  if (checkId === null) return false
  if (!('phase' in report)) return true
  await insertPhase(tx, { checkId, ...report, reportedAt: at })
  const names = [...report.cookies, ...report.storage]
  // The register offers what it does not know yet.
  if (names.length > 0) await reportTrackers(tx, { names })
  return true
}
